"""Posts on their way in and out: spreadsheets and calendars."""
