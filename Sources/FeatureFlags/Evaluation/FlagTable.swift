/// What a flag serves in each of some contexts, and what it served before a change.
package struct FlagTable: Hashable, Sendable {
  package struct Row: Hashable, Sendable {
    /// The name of the context.
    package var context: String
    package var evaluation: FlagEvaluation
    /// `nil` where there is nothing to compare with.
    package var before: FlagEvaluation?

    /// Whether somebody in this context gets something else than before.
    package var isChanged: Bool { before.map { $0.result != evaluation.result } ?? false }
  }

  package var title: String
  package var rows: [Row]

  /// The table of `key`, one for each definition that counts in `environment`.
  ///
  /// - Parameters:
  ///   - contexts: objects of attributes by name.
  ///   - base: the definitions before the change; the column is left out for a flag that is the same there.
  package static func tables(
    of key: String, _ evaluator: FlagEvaluator, base: FlagEvaluator? = nil, environment: String? = nil,
    contexts: [FlagValue.Member]
  ) -> [FlagTable] {
    let definitions = evaluator.definitions(of: key, in: environment)
    let old = base?.definitions(of: key, in: environment) ?? []
    return definitions.map { definition in
      let earlier = old.first { $0.file.path == definition.file.path } ?? (old.count == 1 ? old[0] : nil)
      var rows: [Row] = contexts.map { context in
        Row(
          context: context.name,
          evaluation: evaluator.evaluate(definition, context: context.value, environment: environment),
          before: base.flatMap { base in
            earlier.map { base.evaluate($0, context: context.value, environment: environment) }
          })
      }
      if !rows.contains(where: \.isChanged) { for index in rows.indices { rows[index].before = nil } }
      let places = [environment ?? definition.file.environment, "\(definition.file.path)"].compactMap(\.self)
      return FlagTable(title: "\(FlagFindings.shown(key)) (\(places.joined(separator: ", ")))", rows: rows)
    }
  }

  /// Columns for a terminal. A row that the change alters begins with `*`.
  package var text: String {
    let head = isComparison ? ["context", "before", "after", "because"] : ["context", "serves", "because"]
    let cells = [head] + rows.map(cells)
    let widths = head.indices.map { column in cells.map { $0[column].count }.max() ?? 0 }
    var text = title + "\n"
    for (number, line) in cells.enumerated() {
      var shown = number > 0 && rows[number - 1].isChanged ? "* " : "  "
      for (column, cell) in line.enumerated() {
        shown += column == line.count - 1 ? cell : cell + String(repeating: " ", count: widths[column] - cell.count + 2)
      }
      text += shown + "\n"
    }
    return text
  }

  /// A heading and a table of GitHub's Markdown. What the change alters is bold.
  package var markdown: String {
    let head = isComparison ? ["context", "before", "after", "because"] : ["context", "serves", "because"]
    var text = "### \(Self.escaped(title))\n\n| \(head.joined(separator: " | ")) |\n"
    text += "|\(String(repeating: "---|", count: head.count))\n"
    for row in rows {
      var cells = cells(row).map(Self.escaped)
      if row.isChanged { cells[2] = "**\(cells[2])**" }
      text += "| \(cells.joined(separator: " | ")) |\n"
    }
    return text
  }

  /// The table as JSON.
  package var json: FlagValue {
    .object([
      .init("table", .string(title)),
      .init(
        "rows",
        .list(
          rows.map { row in
            var members: [FlagValue.Member] = [
              .init("context", .string(row.context)), .init("serves", row.evaluation.json),
            ]
            if let before = row.before { members.append(.init("before", before.json)) }
            return .object(members)
          })),
    ])
  }

  private var isComparison: Bool { rows.contains { $0.before != nil } }

  private func cells(_ row: Row) -> [String] {
    let before = isComparison ? [row.before?.result ?? ""] : []
    return [FlagFindings.shown(row.context)] + before + [row.evaluation.result, row.evaluation.explanation]
  }

  private static func escaped(_ text: String) -> String {
    String(
      text.flatMap { character -> String in
        "|*_`<>[]\\".contains(character) ? "\\\(character)" : character.isNewline ? " " : String(character)
      })
  }
}
