"""Who is at work: logging in, PINs, the locked screen."""
