//! Asking a site for its files as a reader's browser does.

use record::site::ROOT;
use std::time::Duration;
use ureq::Agent;

/// Longest time that one file may take.
const PATIENCE: Duration = Duration::from_secs(60);

/// How to read the files of a site whose app is opened at an address.
///
/// # Errors
/// If the address is none of http or https.
pub fn over_http(site: &str) -> Result<impl Fn(&str, u64) -> Result<Vec<u8>, String>, String> {
    let url = url::Url::parse(site).map_err(|e| format!("--site {site}: {e}."))?;
    if !matches!(url.scheme(), "http" | "https")
        || url.query().is_some()
        || url.fragment().is_some()
    {
        return Err(format!(
            "--site {site}: give the address at which people open the app."
        ));
    }
    let base = format!("{}/{ROOT}", site.trim_end_matches('/'));
    let agent = Agent::config_builder()
        .http_status_as_error(false)
        .timeout_global(Some(PATIENCE))
        .user_agent(concat!("gongkai/", env!("CARGO_PKG_VERSION"), " (watch)"))
        .build()
        .new_agent();
    Ok(move |path: &str, most: u64| {
        let asked = agent.get(format!("{base}{path}")).call();
        let mut answer = asked.map_err(|e| e.to_string())?;
        let status = answer.status().as_u16();
        if status != 200 {
            return Err(format!("the site answered {status}"));
        }
        // A byte more than there should be shows that it is too long.
        let body = answer.body_mut().with_config().limit(most + 1);
        body.read_to_vec().map_err(|e| e.to_string())
    })
}
