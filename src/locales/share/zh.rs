//! 简体中文

use super::ShareWords;

pub(super) static WORDS: ShareWords = ShareWords {
    until: |at| format!("截止 {at}"),
    official: "以官方公告为准",
    picture: "做成图片",
    picture_away: "收起图片",
    picture_title: "公告图片",
    picture_save: "保存图片",
    picture_share: "分享图片",
    picture_saved: "图片已交给浏览器保存",
    picture_hold: "长按图片，可以发送给朋友或保存。",
    picture_failed: "这个浏览器做不了图片，请改用“分享”或“打印”。",
    picture_scan: "扫码看全文",
    picture_data: |at| format!("数据更新于 {at}"),
    paper_address: "网址",
    paper_hash: "内容指纹（SHA-256）",
    paper_record: |sequence, at| format!("公开记录第 {sequence} 号，{at} 更新"),
    paper_root: "记录的根哈希",
    paper_code: "网址的二维码",
    sheet_title: "查询结果",
    sheet_all: "全部公告",
    sheet_first: |shown, of| format!("找到 {of} 条，这里列出最新的 {shown} 条"),
    sheet_since: |n, oldest| format!("在本机的 {n} 条公告中查询，最早到 {oldest}"),
    column_notice: "公告",
    column_day: "发布",
    column_until: "截止",
    column_money: "金额",
};
