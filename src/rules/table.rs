//! Turns one embedded `*.tsv` file into rows with named cells.

/// A table that is part of the program. Nothing is copied: rows are cut from the embedded text as they are asked for.
#[derive(Clone, Debug)]
pub struct Table {
    header: Vec<&'static str>,
    body: &'static str,
}

/// One row of a table; cells are found by the name of their column.
#[derive(Clone, Copy, Debug)]
pub struct Row<'t> {
    table: &'t Table,
    line: &'static str,
}

impl Table {
    /// Reads the text of a table. An empty text gives a table without columns and rows.
    pub fn new(text: &'static str) -> Self {
        let mut rest = text;
        while !rest.is_empty() {
            let (line, after) = rest.split_once('\n').unwrap_or((rest, ""));
            rest = after;
            if !is_remark(line) {
                return Self { header: cells(line).collect(), body: rest };
            }
        }
        Self { header: Vec::new(), body: "" }
    }

    /// The names of the columns, in order.
    pub fn columns(&self) -> &[&'static str] {
        &self.header
    }

    /// The rows, in the order of the file.
    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.body.split('\n').filter(|line| !is_remark(line)).map(|line| Row { table: self, line })
    }

    /// The first rule that the table breaks, for the test that every vocabulary has: `source` is a column, each row has as many cells as the
    /// header, none of its first and source cells is empty, no first cell stands twice. `None` where all is well.
    pub fn fault(&self) -> Option<String> {
        if !self.header.contains(&"source") {
            return Some(format!("no column `source` among {:?}", self.header));
        }
        let mut seen = std::collections::BTreeSet::new();
        for row in self.rows() {
            let key = row.cells().next().unwrap_or("");
            if row.cells().count() != self.header.len() {
                return Some(format!("row has not {} cells: {}", self.header.len(), row.line));
            }
            if key.is_empty() || row.get("source").is_empty() {
                return Some(format!("empty cell: {}", row.line));
            }
            if !seen.insert(key) {
                return Some(format!("stands twice: {key}"));
            }
        }
        None
    }
}

impl Row<'_> {
    /// The cell under the column `name`; empty where the row or the table has no such cell.
    pub fn get(&self, name: &str) -> &'static str {
        let column = self.table.header.iter().position(|&column| column == name);
        column.and_then(|at| self.cells().nth(at)).unwrap_or("")
    }
    /// The words of a cell that holds several, parted by one blank.
    pub fn words(&self, name: &str) -> impl Iterator<Item = &'static str> {
        self.get(name).split(' ').filter(|word| !word.is_empty())
    }
    /// All cells, in order.
    pub fn cells(&self) -> impl Iterator<Item = &'static str> {
        cells(self.line)
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
