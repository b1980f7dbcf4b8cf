"""tminus: an article goes in; a campaign of platform-exact posts comes out, each true on arrival, on time, once."""

__version__ = "0.1.0"
