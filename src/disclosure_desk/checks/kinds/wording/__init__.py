"""The kinds of rule about form and wording, each a reading of single paragraphs that is remembered."""

from disclosure_desk.checks.kinds.wording import contents, pairs, privacy, self_name, source, words, years

KINDS = {
    **contents.KINDS,
    **pairs.KINDS,
    **privacy.KINDS,
    **self_name.KINDS,
    **source.KINDS,
    **words.KINDS,
    **years.KINDS,
}
"""What each kind does."""
