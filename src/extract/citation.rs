//! Turns 《…》 and the 发文字号 that follows into cited documents.

use crate::span::{Span, Spans};
use serde::Serialize;

/// A document named in 《…》, once for each place where it stands.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Citation {
    /// The title without its outer marks; nested marks stay as written.
    pub title: String,
    /// The title with its marks, and the number where one follows.
    pub span: Span,
    /// Position of the document that this short name (以下简称《纲要》) stands for.
    pub alias: Option<usize>,
    pub number: Option<DocumentNumber>,
}

/// 发文字号: 机关代字 + 〔year〕 + serial + 号 (党政机关公文格式 GB/T 9704, 7.2.5).
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DocumentNumber {
    /// As written.
    pub text: String,
    /// The letters of the issuing office (机关代字): 博法办发.
    pub issuer: String,
    pub year: Option<u16>,
    pub serial: Option<u32>,
}

impl Spans for Citation {
    fn map_spans(&mut self, map: &mut dyn FnMut(&mut Span)) {
        map(&mut self.span);
    }
}
