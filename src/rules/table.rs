//! Turns the text of a vocabulary into rows with named cells.

use super::packed::columns;

/// A table that is part of the program. Nothing is copied: cells are slices of the embedded text.
#[derive(Clone, Debug)]
pub struct Table {
    header: Vec<&'static str>,
    /// The cells, column by column.
    columns: Vec<Vec<&'static str>>,
    /// Number of rows.
    count: usize,
    /// The first line that has not as many cells as the header.
    ragged: Option<&'static str>,
}

/// What a table is read from.
#[derive(Clone, Copy, Debug)]
pub enum Text {
    /// A file of this folder: a line for each row, the first one names the columns; lines that start with `#` and blank ones are remarks.
    Rows(&'static str),
    /// What the program carries: the numbers of its columns among the packed ones of all tables.
    Packed(&'static [u8]),
}

impl From<&'static str> for Text {
    fn from(rows: &'static str) -> Self {
        Self::Rows(rows)
    }
}

/// One row of a table; cells are found by the name of their column.
#[derive(Clone, Copy, Debug)]
pub struct Row<'t> {
    table: &'t Table,
    at: usize,
}

impl Table {
    /// Reads the text of a table. An empty text gives a table without columns and rows.
    pub fn new(text: impl Into<Text>) -> Self {
        Self::of(text.into())
    }

    #[inline(never)]
    fn of(text: Text) -> Self {
        match text {
            Text::Rows(text) => Self::of_rows(text),
            Text::Packed(bytes) => Self::of_columns(columns(bytes)),
        }
    }

    /// Each column is a line, its name first.
    fn of_columns(columns: impl Iterator<Item = &'static str>) -> Self {
        let mut table = Self { header: Vec::new(), columns: Vec::new(), count: 0, ragged: None };
        for line in columns {
            let mut cells = line.split('\t');
            table.header.extend(cells.next());
            table.columns.push(cells.collect());
        }
        table.count = table.columns.first().map_or(0, Vec::len);
        table
    }

    fn of_rows(text: &'static str) -> Self {
        let mut lines = text.split('\n').filter(|line| !is_remark(line));
        let header: Vec<&str> = lines.next().map_or(Vec::new(), |line| cells(line).collect());
        let mut table = Self { columns: vec![Vec::new(); header.len()], header, count: 0, ragged: None };
        for line in lines {
            if cells(line).count() != table.header.len() {
                table.ragged = table.ragged.or(Some(line));
            }
            for (column, cell) in table.columns.iter_mut().zip(cells(line).chain(std::iter::repeat(""))) {
                column.push(cell);
            }
            table.count += 1;
        }
        table
    }

    /// The names of the columns, in order.
    pub fn columns(&self) -> &[&'static str] {
        &self.header
    }

    /// The rows, in the order of the file.
    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        (0..self.count).map(|at| Row { table: self, at })
    }

    /// The first rule that the table breaks, for the test that every vocabulary has: `source` is a column, each row has as many cells as the
    /// header, none of its first and source cells is empty, no first cell stands twice. `None` where all is well.
    pub fn fault(&self) -> Option<String> {
        if !self.header.contains(&"source") {
            return Some(format!("no column `source` among {:?}", self.header));
        }
        if let Some(line) = self.ragged {
            return Some(format!("row has not {} cells: {line}", self.header.len()));
        }
        let mut seen = std::collections::BTreeSet::new();
        for row in self.rows() {
            let key = row.cells().next().unwrap_or("");
            if key.is_empty() || row.get("source").is_empty() {
                return Some(format!("empty cell in row {key}"));
            }
            if !seen.insert(key) {
                return Some(format!("stands twice: {key}"));
            }
        }
        None
    }
}

impl Row<'_> {
    /// The cell under the column `name`; empty where the table has no such column.
    #[inline(never)]
    pub fn get(&self, name: &str) -> &'static str {
        let column = self.table.header.iter().position(|&column| column == name).and_then(|column| self.table.columns.get(column));
        column.and_then(|cells| cells.get(self.at)).copied().unwrap_or("")
    }
    /// The words of a cell that holds several, parted by one blank.
    pub fn words(&self, name: &str) -> impl Iterator<Item = &'static str> {
        self.get(name).split(' ').filter(|word| !word.is_empty())
    }
    /// All cells, in order.
    pub fn cells(&self) -> impl Iterator<Item = &'static str> + '_ {
        self.table.columns.iter().filter_map(|cells| cells.get(self.at)).copied()
    }
}

fn cells(line: &'static str) -> impl Iterator<Item = &'static str> {
    line.trim_end_matches('\r').split('\t').map(str::trim)
}

fn is_remark(line: &str) -> bool {
    line.starts_with('#') || line.trim().is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_read_by_column_name() {
        let table = Table::new("# a remark\n\nword\tmeans\tsource\r\n件\tone two\tGB/T 1\r\n\n# another\n次\t\tGB/T 2");
        assert_eq!(table.columns(), ["word", "means", "source"]);
        let rows: Vec<_> = table.rows().map(|row| (row.get("word"), row.get("means"), row.get("none"))).collect();
        assert_eq!(rows, [("件", "one two", ""), ("次", "", "")]);
        assert_eq!(table.rows().next().map(|row| row.words("means").collect::<Vec<_>>()), Some(vec!["one", "two"]));
        assert_eq!(table.fault(), None);
        let table = Table::of_columns(["word\t件\t次", "means\tone two\t"].into_iter());
        assert_eq!(table.columns(), ["word", "means"]);
        assert_eq!(table.rows().map(|row| row.cells().collect::<Vec<_>>()).collect::<Vec<_>>(), [["件", "one two"], ["次", ""]]);
    }

    #[test]
    fn faults_are_named() {
        assert!(Table::new("").fault().is_some());
        assert!(Table::new("word\n件").fault().is_some());
        assert!(Table::new("word\tsource\n件\t").fault().is_some());
        assert!(Table::new("word\tsource\n件\ta\n件\tb").fault().is_some());
        assert!(Table::new("word\tsource\n件\ta\tb").fault().is_some());
    }
}
