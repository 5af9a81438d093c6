//! Whether each source is still checked, by what the site says of it.

use super::{Finding, Rules, Stage, span};
use chrono::{DateTime, FixedOffset};
use record::clock::{Workdays, is_quiet};
use record::site::{Manifest, Source, SourceState};

/// A note where a source is quiet for longer than usual: it may well have nothing to say.
pub(super) fn judge(
    manifest: &Manifest,
    workdays: Option<&Workdays>,
    rules: &Rules,
    now: DateTime<FixedOffset>,
) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut alarm = |words: String| findings.push(Finding::alarm(Stage::Sources, words));
    if manifest.sources.is_empty() {
        alarm("The site names no source: nothing was ever checked.".to_owned());
    }
    for id in rules.own.keys() {
        if !manifest.sources.iter().any(|s| s.id.as_str() == id) {
            alarm(format!("The site does not name the source {id}."));
        }
    }
    for source in &manifest.sources {
        if let Some(words) = stale(source, rules, now) {
            alarm(format!("{} ({}) {words}.", source.name, source.id));
        }
    }
    for source in &manifest.sources {
        let known = workdays.zip(source.rhythm_days).zip(source.last_item_at);
        let quiet = known.and_then(|((workdays, rhythm), last)| {
            let quiet = is_quiet(last.date(), rhythm, now.date_naive(), workdays)?;
            Some((quiet, rhythm, last))
        });
        if let Some((quiet, rhythm, last)) = quiet {
            let words = format!(
                "{} ({}) gave nothing new for {quiet} working days (since {}); usual are at most \
                 {rhythm}.",
                source.name,
                source.id,
                last.date()
            );
            findings.push(Finding::note(Stage::Sources, words));
        }
    }
    findings
}

/// What is wrong with a source.
fn stale(source: &Source, rules: &Rules, now: DateTime<FixedOffset>) -> Option<String> {
    let Some(at) = source.last_ok_at else {
        return Some("was never checked in full".to_owned());
    };
    let patience = rules.patience(Some(source.id.as_str()));
    let day = at.with_timezone(now.offset()).format("%F %H:%M");
    // A time that lies ahead would hide every silence until then.
    if at - now > patience {
        return Some(format!(
            "says that it was checked {day}, which is still to come: a clock is wrong"
        ));
    }
    let ended = match source.state {
        SourceState::Ok if now - at > patience => {
            let patience = span(patience);
            return Some(format!(
                "was last checked in full {day}, more than {patience} ago"
            ));
        }
        SourceState::Ok => return None,
        SourceState::Stale => "was cut short",
        SourceState::Refused => "was refused",
        SourceState::Unreachable => "got no answer, or an unexpected one",
    };
    Some(format!(
        "{ended} at the last check; the last full one was {day}"
    ))
}
