"""`fit`: whether a model fits a device."""
