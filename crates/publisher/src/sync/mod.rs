//! Pulls from upstreams, gently: one request at a time, and never loses what it has.
//!
//! A run goes through lists newest first, asks for the detail of new and changed rows, and writes
//! down after each row and each page what is done. It stops at the first refusal; the next run
//! continues there. No notice that the store has is ever taken away by what an upstream says. An
//! entry of a list of debarments is withdrawn where the whole list ([`lists`]) does not hold it.

mod args;
mod engine;
mod ggzy;
mod jsonl;
mod lists;
mod net;
mod plan;
mod report;
#[cfg(test)]
mod tests;
mod ygp;

pub use args::Args;

use crate::store::{SourceMeta, Store, StoreError};
use args::Kind;
use chrono::{DateTime, FixedOffset, SubsecRound, Utc};
use engine::{Engine, Options};
use net::HttpNet;
use report::Report;
use std::process::ExitCode;

/// Beijing is 8 hours east, all year.
const BEIJING: i32 = 8 * 3600;

/// Syncs one source, and tells how that went.
///
/// # Errors
/// If the options or the store are at fault, as a sentence. What the upstream did is told by the
/// exit code: 0 checked in full, 75 too frequent, nothing there or cut short, 77 refused, 69 not reachable,
/// 76 an unexpected answer (the numbers of `sysexits.h`).
pub fn run(args: Args) -> Result<ExitCode, String> {
    let source = args.meta()?;
    let mut store =
        Store::open(&args.store).map_err(|e| format!("{}: {e}", args.store.display()))?;
    let manners = args.manners();
    let result = match args.source {
        Kind::Jsonl => jsonl::run(&mut store, &source, &args.upstream, &manners, &now),
        Kind::CcgpCr | Kind::CreditGd | Kind::Debarments => run_list(&args, &mut store, &source)?,
        kind => {
            let mut net = HttpNet::new(&args.upstream, &manners)?;
            let site = args.site_or_default();
            let options = Options {
                site: site.clone(),
                since: args.since,
                full: args.full,
            };
            let ygp = ygp::Ygp;
            let ggzy = ggzy::Ggzy;
            let adapter: &dyn engine::Adapter = match kind {
                Kind::Ggzy => &ggzy,
                _ => &ygp,
            };
            Engine::new(&mut store, &source, adapter, &mut net, &now).run(&options)
        }
    };
    let report = result.map_err(|e| e.to_string())?;
    print!("{report}");
    Ok(ExitCode::from(report.exit_code()))
}

/// A list of debarments; the outer error is the operator's to mend.
fn run_list(
    args: &Args,
    store: &mut Store,
    source: &SourceMeta,
) -> Result<Result<Report, StoreError>, String> {
    let scope = args.site_or_default();
    let manners = args.manners();
    let platform = args.source == Kind::Debarments;
    let list: Box<dyn lists::List> = match args.source {
        Kind::CcgpCr => Box::new(lists::CcgpCr),
        Kind::CreditGd => Box::new(lists::CreditGd {
            authority: scope.clone(),
        }),
        _ => Box::new(lists::Platform {
            upstream: args.upstream.clone(),
            manners: manners.clone(),
        }),
    };
    let options = lists::Options {
        scope,
        full: args.full,
        waits: !platform || jsonl::is_address(&args.upstream),
    };
    // A file is asked by no net; the platform's own reading asks an address.
    let base = match platform {
        true => "http://localhost",
        false => &args.upstream,
    };
    let mut net = HttpNet::new(base, &manners)?;
    match lists::run(store, source, &*list, &mut net, &options, &now) {
        Ok(Ok(report)) => Ok(Ok(report)),
        Ok(Err(why)) => Err(why),
        Err(error) => Ok(Err(error)),
    }
}

/// The time in Beijing. The only clock of this module.
pub(crate) fn now() -> DateTime<FixedOffset> {
    let zone = FixedOffset::east_opt(BEIJING).unwrap_or_else(|| unreachable!("8 h is an offset"));
    Utc::now().with_timezone(&zone).trunc_subsecs(0)
}
