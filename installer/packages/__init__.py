"""What the build scripts beside this folder share: inputs by checked bytes, what is left out, audit, contents."""
