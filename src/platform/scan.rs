//! Reading QR codes by the device's camera, where the browser can do both. The picture never
//! leaves the page, and the camera is off as soon as nobody scans.

use crate::platform::{clock, notify};
use js_sys::{Array, Function, Object, Promise, Reflect};
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{HtmlVideoElement, MediaStream, MediaStreamConstraints, MediaStreamTrack};

/// Between two looks, in milliseconds.
const LOOK_EVERY: i32 = 200;
/// Milliseconds that one look may take.
const PATIENCE: i32 = 3_000;

/// Why nothing is scanned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScanError {
    /// The browser reads no codes.
    Absent,
    /// The reader, or the browser for them, does not give the camera, or there is none.
    NoCamera,
}

/// A scan; dropped, it ends, and the camera goes off.
#[derive(Clone, Debug, Default)]
pub struct Scan(Rc<Cell<bool>>);

impl Scan {
    /// Ends it.
    pub fn stop(&self) {
        self.0.set(true);
    }

    fn is_over(&self) -> bool {
        self.0.get()
    }
}

/// Whether the browser can scan.
pub fn exists() -> bool {
    let global = js_sys::global();
    let detector = Reflect::has(&global, &"BarcodeDetector".into()).unwrap_or(false);
    detector && camera().is_some()
}

fn camera() -> Option<web_sys::MediaDevices> {
    let devices = web_sys::window()?.navigator().media_devices().ok()?;
    (!devices.is_undefined()).then_some(devices)
}

/// Shows the camera's picture in a video element and calls back with each text that it sees, until
/// the scan is stopped.
///
/// # Errors
/// If the browser cannot, or may not.
pub async fn run(
    scan: &Scan,
    video: &HtmlVideoElement,
    found: impl Fn(String),
) -> Result<(), ScanError> {
    let detector = detector().ok_or(ScanError::Absent)?;
    let detect = Reflect::get(&detector, &"detect".into()).map_err(|_| ScanError::Absent)?;
    let detect: Function = detect.dyn_into().map_err(|_| ScanError::Absent)?;
    let stream = open().await.ok_or(ScanError::NoCamera)?;
    video.set_src_object(Some(&stream));
    if let Ok(playing) = video.play() {
        // A picture that does not move is still looked at.
        let _ = JsFuture::from(playing).await;
    }
    while !scan.is_over() {
        let seen = detect.call1(&detector, video);
        let seen = seen.map(|promise| Promise::resolve(&promise));
        if let Ok(promise) = seen
            && let Some(Ok(codes)) = notify::within(promise, PATIENCE).await
        {
            for code in Array::from(&codes) {
                let text = Reflect::get(&code, &"rawValue".into());
                if let Some(text) = text.ok().and_then(|text| text.as_string()) {
                    found(text);
                }
            }
        }
        clock::sleep(LOOK_EVERY).await;
    }
    for track in stream.get_tracks() {
        track.unchecked_into::<MediaStreamTrack>().stop();
    }
    video.set_src_object(None);
    Ok(())
}

fn detector() -> Option<JsValue> {
    let class = Reflect::get(&js_sys::global(), &"BarcodeDetector".into()).ok()?;
    let class: Function = class.dyn_into().ok()?;
    let options = Object::new();
    let formats = Array::of1(&"qr_code".into());
    Reflect::set(&options, &"formats".into(), &formats).ok()?;
    Reflect::construct(&class, &Array::of1(&options)).ok()
}

async fn open() -> Option<MediaStream> {
    let wanted = Object::new();
    // The camera that looks away from the reader, where there are two.
    Reflect::set(&wanted, &"facingMode".into(), &"environment".into()).ok()?;
    let constraints = MediaStreamConstraints::new();
    constraints.set_video(&wanted);
    let asked = camera()?
        .get_user_media_with_constraints(&constraints)
        .ok()?;
    JsFuture::from(asked).await.ok()?.dyn_into().ok()
}
