//! A file that the reader chose: its bytes, and text that is not UTF-8 read as Chinese Excel
//! writes it.

use wasm_bindgen_futures::JsFuture;
use web_sys::{HtmlInputElement, TextDecoder, TextDecoderOptions};

/// Why a chosen file was not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OpenError {
    /// No file is chosen.
    None,
    /// It is longer than allowed.
    TooLarge,
    /// The device does not give its bytes.
    Refused,
}

/// A chosen file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opened {
    /// Its name.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Reads the file chosen in a field, and empties the field so that the same one can be chosen again.
pub async fn chosen(input: &HtmlInputElement, longest: u32) -> Result<Opened, OpenError> {
    let file = input.files().and_then(|files| files.get(0));
    let file = file.ok_or(OpenError::None)?;
    if file.size() > f64::from(longest) {
        input.set_value("");
        return Err(OpenError::TooLarge);
    }
    let bytes = JsFuture::from(file.array_buffer()).await;
    input.set_value("");
    let bytes = bytes.map_err(|_| OpenError::Refused)?;
    Ok(Opened {
        name: file.name(),
        bytes: js_sys::Uint8Array::new(&bytes).to_vec(),
    })
}

/// Bytes as text: UTF-8, else GB 18030, which holds GBK and GB 2312; `None` where they are neither.
pub fn text(bytes: &[u8]) -> Option<String> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Some(text.trim_start_matches('\u{feff}').to_owned()),
        Err(_) => decode(bytes, label(bytes)),
    }
}

/// By its mark, what else a spreadsheet calls "Unicode text".
const fn label(bytes: &[u8]) -> &'static str {
    match bytes {
        [0xff, 0xfe, ..] => "utf-16le",
        [0xfe, 0xff, ..] => "utf-16be",
        _ => "gb18030",
    }
}

fn decode(bytes: &[u8], label: &str) -> Option<String> {
    let options = TextDecoderOptions::new();
    options.set_fatal(true);
    let decoder = TextDecoder::new_with_label_and_options(label, &options).ok()?;
    decoder.decode_with_u8_array(bytes).ok()
}
