import GateModel

/// Holds the keys of a group's environments against each other, path by path.
struct EnvironmentParity {
  private let group: EnvironmentGroup
  private let settings: EnvironmentSettings
  /// The files that are compared.
  private let files: [EnvironmentFile]
  /// Keys that have been dealt with as another key's wrong name, by file.
  private var misnamed: Set<Place> = []
  /// Keys that are as good as not set, of which that has been told.
  private(set) var told: Set<ToldKey> = []

  /// A key of a file.
  struct ToldKey: Hashable {
    var path: RepositoryPath
    var name: String
  }

  /// The keys that only one of the files has, of each file.
  private var alone: [Lonely] = []

  private static let maximumCandidates = 100

  private struct Lonely {
    var bySection: [String: [EnvironmentSetting]] = [:]
    var byLastName: [String: [EnvironmentSetting]] = [:]
  }

  private struct Place: Hashable {
    var file: Int
    var key: String
  }

  /// A key, and in which of the files it stands.
  private struct Row {
    var name: String
    var section: String
    var having: [Int]
  }

  init(_ group: EnvironmentGroup, _ settings: EnvironmentSettings) {
    self.group = group
    self.settings = settings
    files = group.files.filter(\.isReadable)
  }

  mutating func check(_ report: inout FlagReport) {
    guard files.count > 1, group.shared.allSatisfy(\.isReadable) else { return }
    let rows = self.rows()
    alone = files.map { _ in Lonely() }
    for row in rows where row.having.count == 1 {
      guard let index = row.having.first, let setting = files[index][row.name] else { continue }
      alone[index].bySection[row.section, default: []].append(setting)
      alone[index].byLastName[setting.lastName, default: []].append(setting)
    }
    for row in rows { findWrongNames(of: row, &report) }
    for row in rows {
      checkMissing(row, &report)
      checkTypes(row, &report)
      checkEmpty(row, &report)
    }
  }

  /// Every key of every file, in the order in which they are met; what is about flags is left to rules about flags.
  private func rows() -> [Row] {
    var places: [String: Int] = [:]
    var rows: [Row] = []
    for (index, file) in files.enumerated() {
      for setting in file.settings {
        if let place = places[setting.name] {
          rows[place].having.append(index)
        } else {
          places[setting.name] = rows.count
          rows.append(Row(name: setting.name, section: setting.section, having: [index]))
        }
      }
    }
    return rows.filter { row in !Self.isAboutFlags(row.name) && !settings.mayDiffer(row.name) }
  }

  private static func isAboutFlags(_ name: String) -> Bool {
    ConfigurationReader.flagSections.contains { name == $0 || name.hasPrefix($0 + ".") }
  }

  /// The files that could have the key, for they have the section that holds it, and do not.
  private func lacking(_ row: Row) -> [Int] {
    if group.shared.contains(where: { $0[row.name] != nil }) { return [] }
    return files.indices.filter { index in
      let file = files[index]
      guard file[row.name] == nil, !ConfigurationName.isPartial(file.environment) else { return false }
      return row.section.isEmpty || file[row.section]?.value == .section
    }
  }

  // MARK: - Names

  /// Looks for what the key is called where it is missing: in another spelling, or in another section.
  private mutating func findWrongNames(of row: Row, _ report: inout FlagReport) {
    let all = files.indices.filter { files[$0][row.name] == nil && !ConfigurationName.isPartial(files[$0].environment) }
    guard let witness = row.having.first, let model = files[witness][row.name] else { return }
    for index in all where !misnamed.contains(Place(file: witness, key: row.name)) {
      // Of two names that one file each has, the one in the environment that comes first is taken as the wrong one.
      if row.having.count == 1, index > witness { continue }
      guard let found = wrongName(of: model, in: index, count: row.having.count) else { continue }
      told.insert(ToldKey(path: files[index].path, name: row.name))
      let here = row.section.isEmpty || files[index][row.section]?.value == .section
      misnamed.insert(Place(file: index, key: found.name))
      if here { misnamed.insert(Place(file: index, key: row.name)) }
      let there = "\(files[witness].path):\(model.keyRange.line)"
      if found.section == row.section {
        report.add(
          .environmentKeySpelling,
          "`\(shown(found.name))` differs only in spelling from `\(shown(row.name))` in \(names(row.having))",
          in: files[index].path, at: found.keyRange, help: "call it `\(shown(model.lastName))`, as \(there) does")
      } else {
        let place = row.section.isEmpty ? "at the top" : "under `\(shown(row.section))`"
        report.add(
          .environmentKeySection,
          "`\(shown(found.name))` stands \(place) in \(names(row.having))", in: files[index].path, at: found.keyRange,
          help: "move it \(place), as in \(there): is it indented as it should be?")
      }
    }
  }

  /// A key that only the file at `index` has, and that is `model` by another name or in another place.
  private func wrongName(of model: EnvironmentSetting, in index: Int, count: Int) -> EnvironmentSetting? {
    let isFree = { (other: EnvironmentSetting) in
      other.type == model.type && !misnamed.contains(Place(file: index, key: other.name))
    }
    let neighbours = alone[index].bySection[model.section] ?? []
    // Where nearly nothing agrees, likeness is chance.
    if neighbours.count <= Self.maximumCandidates {
      let misspelt = neighbours.first { isFree($0) && Self.isMisspelt($0.lastName, model.lastName) }
      if let misspelt { return misspelt }
    }
    // Ordinary names stand in many sections; one that moved left its own, and has no namesake elsewhere.
    guard count > 1, let namesakes = alone[index].byLastName[model.lastName], namesakes.count == 1 else { return nil }
    return namesakes.first { other in
      let isNear = other.section.isEmpty || model.section.isEmpty || model.section.hasPrefix(other.section + ".")
      return isFree(other) && other.section != model.section && isNear
    }
  }

  /// Whether the names are the same but for case, signs between words, or a slip of the keyboard.
  static func isMisspelt(_ left: String, _ right: String) -> Bool {
    let (plain, other) = (folded(left), folded(right))
    if plain == other { return true }
    guard min(plain.count, other.count) >= 3 else { return false }
    // `replica1` and `replica2` are two.
    if plain.filter(isDigit) != other.filter(isDigit) { return false }
    let limit = min(plain.count, other.count) >= 7 ? 2 : 1
    guard abs(plain.count - other.count) <= limit else { return false }
    let decoded = { (bytes: [UInt8]) in String(decoding: bytes, as: UTF8.self) }
    return NearestName.distance(from: decoded(plain), to: decoded(other)) <= limit
  }

  private static func folded(_ name: String) -> [UInt8] {
    name.lowercased().utf8.filter { $0 != UInt8(ascii: "_") && $0 != UInt8(ascii: "-") }
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  // MARK: - Keys that are missing

  private func checkMissing(_ row: Row, _ report: inout FlagReport) {
    let having = row.having.filter { !misnamed.contains(Place(file: $0, key: row.name)) }
    let lacking = lacking(row).filter { index in
      !misnamed.contains(Place(file: index, key: row.name)) && !isSwitchedOff(row.section, in: files[index])
    }
    guard let holder = having.first, let setting = files[holder][row.name], !lacking.isEmpty,
      having.contains(where: { !ConfigurationName.isPartial(files[$0].environment) })
    else { return }
    let key = shown(row.name)
    // With as many on either side, the last file on the way to production is the one to look at.
    let isAddition =
      having.count == lacking.count ? (having.last ?? 0) > (lacking.last ?? 0) : having.count < lacking.count
    if isAddition {
      report.add(
        .environmentKeyMissing, "only \(names(having)) \(having.count == 1 ? "has" : "have") `\(key)`",
        in: files[holder].path, at: setting.keyRange,
        help: "set it in \(names(lacking)) too, or say `differs: [\(key)]` in gate.yml")
      return
    }
    for index in lacking {
      report.add(
        .environmentKeyMissing,
        "\(files[index].environment) lacks `\(key)`, which \(names(having)) \(having.count == 1 ? "sets" : "set")",
        in: files[index].path, at: files[index].place(ofMissing: row.name),
        help:
          "set it as \(files[holder].path):\(setting.keyRange.line) does, or say `differs: [\(key)]` in gate.yml")
    }
  }

  /// Whether the section, or one that holds it, says that what it is about is not in use.
  private func isSwitchedOff(_ section: String, in file: EnvironmentFile) -> Bool {
    var section = section
    while !section.isEmpty {
      for (name, off) in [("enabled", false), ("active", false), ("disabled", true)]
      where group.setting("\(section).\(name)", in: file)?.setting.value == .boolean(off) {
        return true
      }
      section = section.lastIndex(of: ".").map { String(section[..<$0]) } ?? ""
    }
    return false
  }

  // MARK: - Types

  private mutating func checkTypes(_ row: Row, _ report: inout FlagReport) {
    let typed = row.having.compactMap { index in
      files[index][row.name].flatMap { setting in setting.type.map { (file: files[index], setting: setting, type: $0) }
      }
    }
    let counts = Dictionary(typed.map { ($0.type, 1) }, uniquingKeysWith: +)
    guard counts.count > 1 else { return }
    // With as many files on either side, a text that looks like the other's value is the odd one, or else what comes first.
    let right = counts.max { left, right in
      (left.value, left.key == "a text" ? 0 : 1, Self.rank(left.key, typed.map(\.type)))
        < (right.value, right.key == "a text" ? 0 : 1, Self.rank(right.key, typed.map(\.type)))
    }
    guard let right, let model = typed.first(where: { $0.type == right.key }) else { return }
    for odd in typed where odd.type != right.key {
      told.insert(ToldKey(path: odd.file.path, name: row.name))
      let quoted = odd.type == "a text" && right.key != "a section" && right.key != "a list"
      report.add(
        .environmentKeyType,
        "`\(shown(row.name))` is \(odd.type) in \(odd.file.environment) and \(right.key) in \(model.file.environment)",
        in: odd.file.path, at: odd.setting.valueRange,
        help: "\(model.file.path):\(model.setting.valueRange.line) has \(right.key)"
          + (quoted ? "; quotes make a text of it" : ""))
    }
  }

  private static func rank(_ type: String, _ types: [String]) -> Int { types.lastIndex(of: type) ?? 0 }

  private func checkEmpty(_ row: Row, _ report: inout FlagReport) {
    let empty = row.having.filter { files[$0][row.name]?.value == .null(isWritten: false) }
    let full = row.having.filter { !empty.contains($0) }
    guard !empty.isEmpty, let holder = full.first, let model = files[holder][row.name] else { return }
    if case .null = model.value { return }
    for index in empty {
      guard let setting = files[index][row.name] else { continue }
      report.add(
        .environmentValueMissing,
        "`\(shown(row.name))` has no value in \(files[index].environment), and one in \(names(full))",
        in: files[index].path, at: setting.keyRange,
        severity: model.value == .section ? .error : nil,
        help: "give it one, as \(files[holder].path):\(model.keyRange.line) does; `null` says that none is meant")
    }
  }

  // MARK: - Words

  private func shown(_ key: String) -> String { FlagFindings.shown(key) }

  /// `staging and production`.
  private func names(_ indexes: [Int]) -> String {
    let names = indexes.map { files[$0].environment }
    guard let last = names.last, names.count > 1 else { return names.first ?? "none" }
    return names.dropLast().joined(separator: ", ") + " and " + last
  }
}
