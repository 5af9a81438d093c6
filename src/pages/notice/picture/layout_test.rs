//! The picture's lines and measures, with letters that are all as wide as their size.

#![allow(clippy::unwrap_used, reason = "a test may end here")]

use super::*;

fn wide(text: &str) -> f64 {
    let half = |c: char| if c.is_ascii() { 5.0 } else { 10.0 };
    text.chars().map(half).sum()
}

fn wrapped(text: &str, most: usize) -> Vec<String> {
    wrap(text, 60.0, most, wide)
}

#[test]
fn chinese_breaks_anywhere_but_at_its_marks() {
    assert_eq!(
        wrapped("汕尾市海丰县污水管网", 9),
        ["汕尾市海丰县", "污水管网"]
    );
    assert_eq!(wrapped("汕尾市海丰县，管网", 9), ["汕尾市海丰", "县，管网"]);
    assert_eq!(wrapped("汕尾市海丰（管网）", 9), ["汕尾市海丰", "（管网）"]);
    assert!(wrapped("", 9).is_empty());
    assert!(wrapped(" \n ", 9).is_empty());
}

#[test]
fn words_stay_whole_as_long_as_they_can() {
    assert_eq!(wrapped("编号JG2026-1234", 9), ["编号", "JG2026-1234"]);
    assert_eq!(
        wrapped("a1234567890123456789", 9),
        ["a12345678901", "23456789"]
    );
    assert_eq!(wrapped("one two three", 9), ["one two", "three"]);
}

#[test]
fn what_is_too_long_says_so() {
    let lines = wrapped(&"长".repeat(100), 2);
    assert_eq!(lines, ["长长长长长长", "长长长长长…"]);
}

#[test]
fn a_width_that_holds_nothing_still_ends() {
    assert_eq!(wrap("长word", 1.0, 9, wide).concat(), "长word");
}

#[test]
fn nothing_stands_outside_the_picture() {
    let said = Said {
        demo: Some("演示数据"),
        kinds: "工程建设 · 招标公告 · 海丰县".into(),
        title: "长".repeat(300),
        lines: vec![("谁", Ok("示例".repeat(200))), ("钱", Err("公告没有写"))],
        bold: 0,
        instance: "汕尾市公共资源交易".into(),
        notes: vec!["以官方公告为准".repeat(20); 4],
        code: Some(("M4 4h1v1h-1z".into(), 45)),
    };
    let width_of = |text: &str, ink: Ink| wide(text) * ink.size / 10.0;
    let picture = lay_out(&said, width_of);
    assert_eq!(picture.width, 1080);
    for mark in &picture.marks {
        let (right, bottom) = match mark {
            Mark::Area {
                x,
                y,
                width,
                height,
                ..
            } => (x + width, y + height),
            Mark::Line { x, y, text, ink } => (x + width_of(text, *ink), *y),
            Mark::Shape { x, y, scale, .. } => (x + 45.0 * scale, y + 45.0 * scale),
        };
        assert!(right <= 1080.0, "{mark:?}");
        assert!(bottom <= f64::from(picture.height), "{mark:?}");
    }
}
