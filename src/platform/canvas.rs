//! Pictures made on the device: measured and painted on a canvas, then a file.

use js_sys::{Array, Function, Promise};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, CanvasRenderingContext2d, File, FilePropertyBag, HtmlCanvasElement, Path2d};

/// The fonts of `style/tokens.css`: what the system has.
const FONTS: &str = r#""PingFang SC", "HarmonyOS Sans SC", "HarmonyOS Sans", MiSans, "Noto Sans CJK SC", "Noto Sans SC", system-ui, sans-serif"#;

/// How text is written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ink {
    /// In pixels.
    pub size: f64,
    /// Whether it is bold.
    pub bold: bool,
    /// A colour of CSS.
    pub colour: &'static str,
}

impl Ink {
    fn font(self) -> String {
        let weight = if self.bold { 600 } else { 400 };
        format!("{weight} {}px {FONTS}", self.size)
    }
}

/// Something painted; lengths in pixels, from the upper left corner.
#[derive(Clone, Debug, PartialEq)]
pub enum Mark {
    /// An area of one colour.
    Area {
        /// From the left.
        x: f64,
        /// From above.
        y: f64,
        /// How wide.
        width: f64,
        /// How high.
        height: f64,
        /// A colour of CSS.
        colour: &'static str,
    },
    /// A line of text.
    Line {
        /// Where it begins.
        x: f64,
        /// Where it stands: its baseline.
        y: f64,
        /// What it says.
        text: String,
        /// How.
        ink: Ink,
    },
    /// A shape, as the path of an SVG says it.
    Shape {
        /// From the left.
        x: f64,
        /// From above.
        y: f64,
        /// How many pixels the path's unit is.
        scale: f64,
        /// The path.
        path: String,
        /// A colour of CSS.
        colour: &'static str,
    },
}

/// A picture, ready to be painted.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Picture {
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
    /// What is painted, in order.
    pub marks: Vec<Mark>,
}

/// What paints on a canvas.
#[derive(Clone, Debug)]
pub struct Pen(HtmlCanvasElement, CanvasRenderingContext2d);

impl Pen {
    /// `None` where the browser paints nothing.
    pub fn of(canvas: &HtmlCanvasElement) -> Option<Self> {
        let context = canvas.get_context("2d").ok()??;
        Some(Self(canvas.clone(), context.dyn_into().ok()?))
    }

    /// How wide a text is, in pixels.
    pub fn width(&self, text: &str, ink: Ink) -> f64 {
        self.1.set_font(&ink.font());
        self.1.measure_text(text).map_or(0.0, |m| m.width())
    }

    /// Paints a picture, and nothing else.
    pub fn paint(&self, picture: &Picture) {
        // Clears it too.
        self.0.set_width(picture.width);
        self.0.set_height(picture.height);
        let pen = &self.1;
        for mark in &picture.marks {
            match mark {
                Mark::Area {
                    x,
                    y,
                    width,
                    height,
                    colour,
                } => {
                    pen.set_fill_style_str(colour);
                    pen.fill_rect(*x, *y, *width, *height);
                }
                Mark::Line { x, y, text, ink } => {
                    pen.set_font(&ink.font());
                    pen.set_fill_style_str(ink.colour);
                    // Fails for no text.
                    let _ = pen.fill_text(text, *x, *y);
                }
                Mark::Shape {
                    x,
                    y,
                    scale,
                    path,
                    colour,
                } => {
                    let Ok(path) = Path2d::new_with_path_string(path) else {
                        continue;
                    };
                    pen.set_fill_style_str(colour);
                    pen.save();
                    // Numbers are always accepted.
                    let _ = pen.translate(*x, *y);
                    let _ = pen.scale(*scale, *scale);
                    pen.fill_with_path_2d(&path);
                    pen.restore();
                }
            }
        }
    }

    /// What is painted, as an address that holds it; `None` where the browser refuses.
    pub fn data(&self) -> Option<String> {
        let data = self.0.to_data_url_with_type("image/png").ok()?;
        data.starts_with("data:image/png").then_some(data)
    }

    /// What is painted, as a file; `None` where the browser refuses.
    pub async fn file(&self, name: &str) -> Option<ImageFile> {
        let canvas = self.0.clone();
        let made = Promise::new(&mut |done: Function, failed: Function| {
            if canvas.to_blob(&done).is_err() {
                // Rejecting a promise never throws.
                let _ = failed.call0(&JsValue::NULL);
            }
        });
        let blob: Blob = JsFuture::from(made).await.ok()?.dyn_into().ok()?;
        let options = FilePropertyBag::new();
        options.set_type("image/png");
        let parts = Array::of1(&blob);
        let file = File::new_with_blob_sequence_and_options(&parts, name, &options).ok()?;
        Some(ImageFile(file))
    }
}

/// A picture as a file (PNG).
#[derive(Clone, Debug)]
pub struct ImageFile(pub(super) File);
