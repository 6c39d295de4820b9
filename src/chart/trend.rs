//! Turns the years of one place into small multiples: each trend has its own axis, a gap stays a gap, and where the law changed the line breaks.
//!
//! The page collects the points (one report a year); what is labelled and where the line is drawn is decided here, so that picture and export agree.

mod draw;

pub use draw::{draw, height, Mark};

use crate::given::taken;

/// The trends of one place, and what a picture of them says when it leaves the page.
#[derive(Clone, Debug)]
pub struct Trends {
    pub title: String,
    pub subtitle: String,
    pub source: String,
    pub trends: Vec<Trend>,
}

/// One metric over the years.
#[derive(Clone, Debug)]
pub struct Trend {
    pub title: String,
    pub unit: String,
    /// In the order of the years, one for each year between the first and the last report.
    pub points: Vec<Point>,
    /// First years of another way of counting: what stands before is not to be held against it.
    pub breaks: Vec<i32>,
}

/// One year. Without a value it is a gap, and `text` says which: 未找到 where there is a report, 无报告 where there is none.
#[derive(Clone, Debug)]
pub struct Point {
    pub year: i32,
    pub value: Option<f64>,
    pub text: String,
}

taken!(Trends { title: take, subtitle: take, source: take, trends: take });
taken!(Trend { title: take, unit: take, points: take, breaks: or_default });
taken!(Point { year: take, value: take, text: take });

impl Trend {
    /// Positions of the points with a finite value.
    fn known(&self) -> impl Iterator<Item = (usize, f64)> + '_ {
        self.points.iter().enumerate().filter_map(|(at, point)| point.value.filter(|v| v.is_finite()).map(|v| (at, v)))
    }

    /// Does a line lead from the point before to this one? Not over a gap, nor over a change of counting.
    pub fn joined(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1).and_then(|i| self.points.get(i)) else { return false };
        let Some(point) = self.points.get(at) else { return false };
        before.value.is_some() && point.value.is_some() && !self.breaks.contains(&point.year)
    }

    /// The points whose value is printed: the first, the last, the lowest, and those that a line starts anew from.
    pub fn labelled(&self) -> Vec<usize> {
        let lowest = self.known().fold(None, |best: Option<(usize, f64)>, next| match best {
            Some(best) if best.1 <= next.1 => Some(best),
            _ => Some(next),
        });
        let last = self.known().last().map(|(at, _)| at);
        let wanted = |at: usize| Some(at) == last || lowest.is_some_and(|(low, _)| low == at) || !self.joined(at);
        self.known().map(|(at, _)| at).filter(|at| wanted(*at)).collect()
    }

    /// The lowest and the highest value, apart from each other; (0, 1) for none.
    pub fn bounds(&self) -> (f64, f64) {
        let low = self.known().fold(f64::INFINITY, |low, (_, v)| low.min(v));
        let high = self.known().fold(f64::NEG_INFINITY, |high, (_, v)| high.max(v));
        match (low.is_finite(), high > low) {
            (false, _) => (0.0, 1.0),
            (true, true) => (low, high),
            // A level line stands in the middle.
            (true, false) => (low - 1.0, low + 1.0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn trend(values: &[Option<f64>], breaks: &[i32]) -> Trend {
        let points = values.iter().enumerate().map(|(i, v)| Point { year: 2019 + i as i32, value: *v, text: String::new() });
        Trend { title: String::new(), unit: "件".into(), points: points.collect(), breaks: breaks.to_vec() }
    }

    #[test]
    fn a_gap_is_not_drawn_over_and_what_follows_it_is_labelled() {
        let gap = trend(&[Some(3820.0), Some(3911.0), None, Some(4236.0), Some(4951.0)], &[]);
        assert_eq!((0..5).map(|at| gap.joined(at)).collect::<Vec<_>>(), [false, true, false, false, true]);
        assert_eq!(gap.labelled(), [0, 3, 4]);
    }

    #[test]
    fn the_lowest_is_labelled_once() {
        assert_eq!(trend(&[Some(260.0), Some(180.0), Some(240.0), Some(180.0), Some(400.0)], &[]).labelled(), [0, 1, 4]);
        assert_eq!(trend(&[Some(5.0)], &[]).labelled(), [0]);
        assert_eq!(trend(&[None, None], &[]).labelled(), [] as [usize; 0]);
    }

    #[test]
    fn a_change_of_counting_breaks_the_line() {
        let broken = trend(&[Some(1.0), Some(2.0), Some(9.0), Some(10.0)], &[2021]);
        assert_eq!((0..4).map(|at| broken.joined(at)).collect::<Vec<_>>(), [false, true, false, true]);
        assert_eq!(broken.labelled(), [0, 2, 3]);
    }

    #[test]
    fn bounds_are_never_empty() {
        assert_eq!(trend(&[None], &[]).bounds(), (0.0, 1.0));
        assert_eq!(trend(&[Some(7.0), Some(7.0)], &[]).bounds(), (6.0, 8.0));
        assert_eq!(trend(&[Some(7.0), Some(f64::NAN), Some(9.0)], &[]).bounds(), (7.0, 9.0));
    }
}
