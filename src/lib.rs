//! The app: look up, follow and check a city's public-resource trading, on the device.
