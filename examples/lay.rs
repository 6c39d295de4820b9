use fazhi_lens::text::{Layout, Source};
fn main() {
    let t = std::fs::read_to_string(std::env::args().nth(1).unwrap()).unwrap();
    let mut s = Source::new(&t);
    let l = Layout::new(&mut s);
    for x in &l.lines {
        let w = s.words(x.span);
        println!("{:?}\t{}\t{}", x.kind, x.span.len(), w.chars().take(60).collect::<String>());
    }
    println!("end {} title {:?}", l.outline_end, l.title);
}
