//! Turns tables (`*.tsv`, with a source column) into the vocabularies that the stages use.
