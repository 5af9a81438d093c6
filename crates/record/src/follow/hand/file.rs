//! The file: JSON that a person can read, a subscription a line.
//!
//! ```json
//! {"gongkai":"subscriptions","v":1,"subscriptions":[
//! {"name":"","target":{"search":"domain=works"},"classes":["award","contract"]}
//! ]}
//! ```

use super::{HandError, Handed, judge};
use serde::Deserialize;

/// What the file says that it is.
const KIND: &str = "subscriptions";
/// The version that this code writes; a larger one is not read.
const VERSION: u32 = 1;

/// The part that every version has.
#[derive(Deserialize)]
struct Head {
    gongkai: String,
    v: u32,
}

#[derive(Deserialize)]
struct File {
    subscriptions: Vec<Handed>,
}

/// Writes the file.
pub fn to_file(handed: &[Handed]) -> String {
    // Nothing here can fail to be written: there is memory, or there is no app.
    let line = |one| serde_json::to_string(one).unwrap_or_default();
    let lines: Vec<String> = handed.iter().map(line).collect();
    format!(
        "{{\"gongkai\":\"{KIND}\",\"v\":{VERSION},\"subscriptions\":[\n{}\n]}}\n",
        lines.join(",\n")
    )
}

/// Reads the file.
///
/// # Errors
/// If it is not ours, of a newer version, damaged, or not sound.
pub fn from_file(bytes: &[u8]) -> Result<Vec<Handed>, HandError> {
    if bytes.len() > super::BYTES {
        return Err(HandError::TooMany);
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    match serde_json::from_slice::<Head>(bytes) {
        Ok(head) if head.gongkai != KIND => return Err(HandError::Foreign),
        Ok(head) if head.v > VERSION => return Err(HandError::Newer),
        Ok(head) if head.v == VERSION => {}
        Ok(_) => return Err(HandError::Damaged),
        // Cut short, where it begins as ours does.
        Err(why) if why.is_eof() && bytes.starts_with(b"{\"gongkai\"") => {
            return Err(HandError::Damaged);
        }
        Err(_) => return Err(HandError::Foreign),
    }
    let file: File = serde_json::from_slice(bytes).map_err(|_| HandError::Damaged)?;
    judge(file.subscriptions)
}
