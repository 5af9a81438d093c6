//! Who publishes: Shanwei, unless the operator's file says otherwise.

use super::PublishError;
use record::site::{Dataset, Instance, Online};
use record::{RegionCode, SourceId};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::Path;

/// The operator's file. What it leaves out stays as it is for Shanwei.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Given {
    name: Option<BTreeMap<String, String>>,
    home_region: Option<RegionCode>,
    hotline: Option<String>,
    phone: Option<String>,
    no_worker: Option<bool>,
}

/// The instance of a file, or of Shanwei without one.
pub(super) fn read(
    file: Option<&Path>,
    dataset: Dataset,
    online: Option<Online>,
    no_worker: bool,
) -> Result<Instance, PublishError> {
    let given = match file {
        None => Given {
            name: None,
            home_region: None,
            hotline: None,
            phone: None,
            no_worker: None,
        },
        Some(path) => {
            let text = std::fs::read_to_string(path).map_err(PublishError::file(path))?;
            serde_json::from_str(&text)
                .map_err(|e| PublishError::Options(format!("{}: {e}", path.display())))?
        }
    };
    let [zh, en] = if dataset == Dataset::Demo {
        [
            "示例 · 汕尾公共资源公开",
            "Shanwei Public Resources (example)",
        ]
    } else {
        ["汕尾公共资源公开", "Shanwei Public Resources"]
    };
    let names = [("zh-CN", zh), ("en", en)].map(|(lang, name)| (lang.into(), name.into()));
    Ok(Instance {
        name: given.name.unwrap_or_else(|| names.into()),
        home_region: given.home_region.unwrap_or(RegionCode(441_500)),
        hotline: given.hotline.unwrap_or_else(|| "12345".into()),
        phone: given.phone.unwrap_or_default(),
        dataset,
        min_app: env!("CARGO_PKG_VERSION").into(),
        no_worker: no_worker || given.no_worker.unwrap_or_default(),
        online,
    })
}

/// Reads `ygp:440000`: a source, and the region whose notices it holds.
pub(super) fn online(text: &str) -> Result<Online, String> {
    let parts = text.split_once(':').and_then(|(source, region)| {
        let known = !source.is_empty() && source.bytes().all(|b| b.is_ascii_alphanumeric());
        let source = known.then(|| SourceId(source.into()))?;
        let region = RegionCode::parse(region)?;
        Some(Online { source, region })
    });
    parts.ok_or_else(|| "expected a source and a region's code, such as ygp:440000".into())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may end here")]
    use super::*;

    #[test]
    fn the_worker_is_switched_off_by_option_or_file_and_else_not_spoken_of() {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), r#"{"no_worker":true}"#).unwrap();
        let said = |file: Option<&Path>, option| {
            let instance = read(file, Dataset::Live, None, option).unwrap();
            serde_json::to_value(instance).unwrap()["no_worker"].clone()
        };
        assert_eq!(said(None, true), true);
        assert_eq!(said(Some(file.path()), false), true);
        assert!(said(None, false).is_null());
    }
}
