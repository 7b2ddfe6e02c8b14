"""本机验收: tries this computer, and shows the sheet as it will be on paper."""
