//! Turns a comparison into chart data, and chart data into drawings on any plotters backend.
