//! Starts the app in the browser: panic hook, mount; nothing else.

fn main() {
    console_error_panic_hook::set_once();
    gongkai_app::start();
}
