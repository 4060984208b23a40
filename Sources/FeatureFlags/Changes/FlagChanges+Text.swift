import GateModel

extension FlagChanges {
  /// How many flags change in which way: `1 added, 2 changed`; `nil` where none does.
  package var summary: String? {
    let counts = FlagChange.Kind.allCases.compactMap { kind in
      let count = flags.count { $0.kind == kind }
      return count == 0 ? nil : "\(count) \(kind.rawValue)"
    }
    return counts.isEmpty ? nil : counts.joined(separator: ", ")
  }

  /// The changes for a terminal, a line or more for each flag; none where nothing changes.
  package var text: [String] {
    flags.flatMap { change in
      let mark =
        switch change.kind {
        case .added: "+"
        case .removed: "-"
        case .renamed, .changed: "~"
        }
      return ["\(mark) \(change.title)"] + change.lines.map { "    \($0.plain)" }
    }
  }

  /// The changes as a section of Markdown for a pull request; empty where nothing changes.
  package var markdown: String {
    guard let summary else { return "" }
    var lines = ["### Feature flags", "", "\(summary).", "", "| | flag | what changes | code |", "|---|---|---|---|"]
    for change in flags {
      let what = change.lines.filter { !$0.isReach }.map(\.markdown).joined(separator: "<br>")
      let code = change.readers.isEmpty ? "none" : change.readers.map(FlagWords.code).joined(separator: "<br>")
      let name = change.oldKey.map { "\(FlagWords.code($0)) → " } ?? ""
      lines.append("| \(change.kind.rawValue) | \(name)\(FlagWords.code(change.key)) | \(what) | \(code) |")
    }
    return lines.joined(separator: "\n") + "\n"
  }
}

extension FlagChange {
  /// One thing that is said about a change.
  fileprivate struct Line {
    var label: String?
    var text: String
    /// Whether it says which code is reached.
    var isReach = false

    var plain: String { label.map { "\($0): \(text)" } ?? text }
    var markdown: String {
      let text = FlagWords.cell(text)
      return label.map { "**\(FlagWords.cell($0))**: \(text)" } ?? text
    }
  }

  /// So many places that are reached are named.
  private static let maximumReaders = 10

  fileprivate var title: String {
    let name = (oldKey.map { "\(FlagFindings.shown($0)) → " } ?? "") + FlagFindings.shown(key)
    guard let place else { return name }
    return "\(name) (\(place.path):\(place.range.line))"
  }

  /// The change in one line: `added new-checkout: production: disabled; reaches: src/shop.py:4`.
  package var sentence: String {
    let name = (oldKey.map { "`\(FlagFindings.shown($0))` → " } ?? "") + "`\(FlagFindings.shown(key))`"
    let what = lines.map(\.plain).joined(separator: "; ")
    return "\(kind.rawValue) \(name)" + (what.isEmpty ? "" : ": \(what)")
  }

  fileprivate var lines: [Line] {
    let shown = kind == .added || kind == .removed ? settings : changedSettings
    let counts = Dictionary(shown.map { ($0.environment, 1) }, uniquingKeysWith: +)
    var lines = shown.map { setting in
      let several = counts[setting.environment] ?? 0 > 1 ? " (\(setting.path))" : ""
      return Line(label: (setting.environment ?? "everywhere") + several, text: words(setting))
    }
    lines += details.map { Line(text: $0) }
    if !reads.isEmpty {
      let label = kind == .removed || kind == .renamed ? "code asks for it" : "reaches"
      lines.append(Line(label: label, text: readers.joined(separator: ", "), isReach: true))
    } else if kind == .added {
      lines.append(Line(text: "no code asks for it", isReach: true))
    }
    return lines
  }

  /// The places that ask for it, each once.
  fileprivate var readers: [String] {
    var places: [String] = []
    for read in reads {
      let place = "\(read.path):\(read.range.line)"
      if places.last != place { places.append(place) }
    }
    if places.count <= Self.maximumReaders { return places }
    return places.prefix(Self.maximumReaders) + ["and \(places.count - Self.maximumReaders) more"]
  }

  private func words(_ setting: Setting) -> String {
    switch (setting.before.map(FlagWords.serving), setting.after.map(FlagWords.serving)) {
    case (nil, let after?): kind == .added ? after : "not set → \(after)"
    case (let before?, nil): kind == .removed ? "was \(before)" : "\(before) → not set"
    case (let before?, let after?): before == after ? "\(after), by another rule" : "\(before) → \(after)"
    case (nil, nil): "not set"
    }
  }
}
