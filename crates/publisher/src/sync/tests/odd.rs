//! Answers that are odd in one place: nothing is lost by them, and nothing is held up.

use super::*;

/// The rows of a list answer are taken out, and its total is left as it was.
fn hide_rows(reply: &mut Reply) {
    let mut answer: serde_json::Value = serde_json::from_slice(&reply.body).unwrap();
    answer["data"]["pageData"] = serde_json::json!([]);
    reply.body = answer.to_string().into_bytes();
}

#[test]
fn an_empty_list_does_not_end_what_another_run_began() {
    let mut case = Case::new(Rows::numbered(120), "441500");
    case.net.fails = 1 + 100 + 1;
    case.run();
    assert_eq!(case.store.count().unwrap(), 50);
    case.net.mood(Kind::Empty, 1);
    assert_eq!(case.run().outcome, Outcome::NothingThere(50));
    assert_eq!(case.state(), SourceState::Stale);
    case.net.mood(Kind::Empty, u64::MAX);
    assert_eq!(case.run().outcome, Outcome::Complete);
    assert_eq!(case.store.count().unwrap(), 120);
}

#[test]
fn an_empty_page_before_the_end_is_no_end() {
    let mut case = Case::new(Rows::numbered(120), "441500");
    case.net.bend = |n, _, reply| {
        if n == 1 + 100 + 1 {
            hide_rows(reply);
        }
    };
    let report = case.run();
    assert!(
        matches!(&report.outcome, Outcome::Stopped(Stop::Unexpected(met)) if met.contains("page 2 is empty")),
        "{report}"
    );
    assert_eq!(case.state(), SourceState::Unreachable);
    assert_eq!(case.run().outcome, Outcome::Complete);
    assert_eq!(case.store.count().unwrap(), 120);
}

/// The answer to the sixth request, which asks for the third detail.
fn sixth(n: u64, reply: &mut Reply, status: u16, body: &str) {
    if n == 6 {
        (reply.status, reply.body) = (status, body.into());
    }
}

#[test]
fn a_detail_that_is_refused_for_one_notice_stops_nothing() {
    let bends: [fn(u64, &str, &mut Reply); 2] = [
        |n, _, reply| sixth(n, reply, 200, r#"{"errcode":500,"errmsg":"公告不存在"}"#),
        |n, _, reply| sixth(n, reply, 404, "not found"),
    ];
    for bend in bends {
        let mut case = Case::new(Rows::numbered(20), "441500");
        case.net.bend = bend;
        let report = case.run();
        assert_eq!(report.outcome, Outcome::Complete);
        assert_eq!((report.counts.without_detail, report.counts.new), (1, 20));
    }
    let bends: [fn(u64, &str, &mut Reply); 4] = [
        |n, _, reply| sixth(n, reply, 200, r#"{"errcode":90104,"errmsg":"x"}"#),
        |n, _, reply| sixth(n, reply, 200, r#"{"errcode":403,"errmsg":"x"}"#),
        |n, _, reply| sixth(n, reply, 401, "x"),
        |n, _, reply| sixth(n, reply, 200, r#"{"errcode":1,"errmsg":"请输入验证码"}"#),
    ];
    for bend in bends {
        let mut case = Case::new(Rows::numbered(20), "441500");
        case.net.bend = bend;
        let report = case.run();
        assert_eq!((report.exit_code(), case.net.asked), (77, 6), "{report}");
    }
}

#[test]
fn a_few_unreadable_rows_hold_up_nothing() {
    for (rows, code) in [(4, 0), (5, 76)] {
        let mut case = Case::new(Rows::numbered(rows), "441500");
        case.net.bend = |_, _, reply| {
            let text = String::from_utf8_lossy(&reply.body);
            reply.body = text.replace("noticeTitle", "headline").into_bytes();
        };
        let report = case.run();
        assert_eq!(report.counts.rejected.len(), rows as usize);
        assert_eq!(report.exit_code(), code, "{report}");
    }
}

/// A list counts to ten and shows no more.
fn ten_at_most(_: u64, path: &str, reply: &mut Reply) {
    if path != record::upstream::ygp::LIST_PATH {
        return;
    }
    let mut answer: serde_json::Value = serde_json::from_slice(&reply.body).unwrap();
    let data = &mut answer["data"];
    if data["total"].as_u64() > Some(10) {
        data["total"] = 10.into();
        data["pageData"].as_array_mut().unwrap().truncate(10);
    }
    reply.body = answer.to_string().into_bytes();
}

#[test]
fn a_day_that_is_not_shown_in_full_is_no_full_check() {
    // The last day, the third, holds 12, and the one before it more.
    let mut case = Case::new(Rows::numbered(41), "441500");
    case.most = 10;
    case.net.bend = ten_at_most;
    let report = case.run();
    assert!(matches!(report.outcome, Outcome::CutShort(_)), "{report}");
    assert_eq!((report.exit_code(), case.state()), (75, SourceState::Stale));
    assert_eq!(report.counts.new, 30);
}
