"""The program without its window: each command reads its options, does its work and answers with an exit code."""
