"""Answers of language models on the samples, as they came, to be replayed by `--model recorded`."""
