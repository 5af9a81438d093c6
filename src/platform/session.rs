//! Words that outlive a reload of this tab and nothing else (session storage): where it was scrolled
//! to, what stood in its fields, why it was reloaded.

/// Writes one; without storage it is forgotten, which only costs comfort.
pub fn put(name: &str, text: &str) -> bool {
    area().is_some_and(|area| area.set_item(name, text).is_ok())
}

/// Reads one.
pub fn get(name: &str) -> Option<String> {
    area()?.get_item(name).ok()?
}

/// Reads one, and forgets it.
pub fn take(name: &str) -> Option<String> {
    let text = get(name)?;
    let _ = area()?.remove_item(name);
    Some(text)
}

fn area() -> Option<web_sys::Storage> {
    web_sys::window()?.session_storage().ok()?
}
