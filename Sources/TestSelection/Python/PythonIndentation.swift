/// Follows how lines are indented.
struct PythonIndentation {
  private var columns = [0]
  private var opensBlock = false

  /// Whether a line may be indented so; it has to come after the one before.
  mutating func takes(_ line: PythonLine) -> Bool {
    defer { opensBlock = line.lexemes.last?.isMark(":") == true }
    let column = line.column
    if opensBlock {
      guard column > columns[columns.count - 1] else { return false }
      columns.append(column)
      return true
    }
    while columns.count > 1, column < columns[columns.count - 1] { columns.removeLast() }
    return column == columns[columns.count - 1]
  }
}
