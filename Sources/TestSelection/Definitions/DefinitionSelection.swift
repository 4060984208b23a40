import GateModel

/// Which tests may run the definitions that a change concerns, among those that need the changed files.
struct DefinitionSelection {
  /// Files that are not taken as a whole: of these, the tests that are left out are known.
  private(set) var files: Set<Int> = []
  /// Why a changed file is taken as a whole, though its definitions could be told apart.
  private(set) var reasons: [Int: String] = [:]
  /// Of each test that may run what changed: by which file and definition.
  private(set) var uses: [Int: (file: Int, definition: ChangedDefinition)] = [:]
  /// Tests of which it cannot be told what they run.
  private(set) var untold: Set<Int> = []

  private let graph: SourceGraph
  private let stack: any SourceStack

  /// With more source files not all of them are read to find out which names are used at all.
  private static let witnessLimit = 4_000

  /// A changed file in its two versions.
  private struct Edit {
    var file: Int
    var old: DefinitionCut
    var new: DefinitionCut
    var changed: [String: Bool]

    /// Where the definition begins, as it is now or was before.
    func line(of path: String) -> Int {
      for cut in [new, old] {
        if let place = cut.texts.firstIndex(where: { $0.path == path }) { return cut.facts.parts[place + 1].line }
      }
      return 1
    }
  }

  /// - Parameters:
  ///   - changes: all of them.
  ///   - candidates: the tests that need what changed, by their places.
  init(
    _ changes: [Change], _ graph: SourceGraph, _ stack: any SourceStack, _ texts: DefinitionTexts,
    candidates: ([Int]) -> [Int]
  ) {
    self.graph = graph
    self.stack = stack
    let edits = changes.compactMap { edit($0, texts) }
    if edits.isEmpty { return }
    files = Set(edits.map(\.file))
    let tests = candidates(edits.map(\.file))
    if tests.isEmpty { return }
    solve(edits, tests, texts)
  }

  /// What of a change can be told by definitions.
  private mutating func edit(_ change: Change, _ texts: DefinitionTexts) -> Edit? {
    guard change.status == .modified, let old = change.old, let new = change.new, old.mode == new.mode, old.mode.isFile,
      old.id != new.id,
      let file = graph.table.place(of: change.path), graph.roles[file] == .module, graph.faults[file] == nil
    else { return nil }
    guard let before = texts.text(old, at: change.path), let after = texts.text(new, at: change.path) else {
      reasons[file] = "cannot be read as it was before"
      return nil
    }
    guard let cuts = cut(before, after, change.path) else { return nil }
    switch cuts.new.difference(from: cuts.old) {
    case .whole(let reason):
      reasons[file] = reason
      return nil
    case .definitions(let changed): return Edit(file: file, old: cuts.old, new: cuts.new, changed: changed)
    }
  }

  private func cut(
    _ old: [UInt8], _ new: [UInt8], _ path: RepositoryPath
  ) -> (old: DefinitionCut, new: DefinitionCut)? {
    guard let before = stack.definitions(in: old, at: path, comparing: true),
      let after = stack.definitions(in: new, at: path, comparing: true)
    else { return nil }
    return (before, after)
  }
}

// MARK: - Who runs it

extension DefinitionSelection {
  private mutating func solve(_ edits: [Edit], _ tests: [Int], _ texts: DefinitionTexts) {
    guard let rules = stack.definitionRules else { return }
    let needs = TestNeeds(graph, tests)
    var numbers: [Int: Int] = [:]
    for (number, test) in tests.enumerated() { numbers[test] = number }
    var library = DefinitionLibrary(texts, stack)
    let places = (0..<graph.count).filter { needs.isNeeded($0) && isRead($0) }
    let records = library.records(of: places, in: graph.table)
    let all = (0..<graph.count).filter(isRead)
    // What nobody names may be called by others. In a large project those who are at hand have to do as witnesses.
    let others = all.count <= Self.witnessLimit ? all.filter { !needs.isNeeded($0) } : []
    let left = zip(places, records).filter { files.contains($0) || $1.fault != nil }.map(\.1)
    let witnesses = library.records(of: others, in: graph.table) + left
    library.keep(for: all, in: graph.table)
    leaveOut(edits, places, records, needs, tests, library.names)
    var program: [DefinitionProgram.File] = []
    for (place, record) in zip(places, records) where record.fault == nil && !files.contains(place) {
      let runsAll = rules.runsEntirely(graph.table.paths[place])
      let own = runsAll ? place : numbers[place].map(needs.ownRow)
      program.append(DefinitionProgram.File(record: record, tests: place, own: own))
    }
    program.append(
      DefinitionProgram.File(
        record: library.record(of: entryPoints(texts, rules)), tests: needs.commonRow, own: nil))
    let first = program.count
    for edit in edits {
      let own = rules.runsEntirely(graph.table.paths[edit.file]) ? edit.file : nil
      for cut in [edit.new, edit.old] {
        let record = library.record(of: cut.facts)
        program.append(
          DefinitionProgram.File(record: record, tests: edit.file, own: own))
      }
    }
    let reach = DefinitionReach(
      DefinitionProgram(program, changed: first, witnesses: witnesses, library.names, rules), tests: needs.rows)
    for (number, edit) in edits.enumerated() {
      for (version, cut) in [edit.new, edit.old].enumerated() {
        note(edit, cut, file: first + 2 * number + version, reach, tests)
      }
      noteMissing(edit, program, reach, tests)
    }
  }

  /// Whether it is a source file with a text of its own.
  private func isRead(_ place: Int) -> Bool {
    graph.isSource(place) && graph.table.target(of: place) == nil && graph.table.versions[place]?.mode.isFile == true
  }

  /// The names by which configuration means what others run, as if they were used by all.
  private func entryPoints(_ texts: DefinitionTexts, _ rules: any DefinitionRules) -> DefinitionFacts {
    var facts = DefinitionFacts()
    for place in 0..<graph.count where graph.roles[place] == .configuration && stack.hasFacts(graph.table.paths[place])
    {
      guard let version = graph.table.versions[place], version.mode.isFile else { continue }
      guard let text = texts.text(version, at: graph.table.paths[place]) else {
        facts.parts[0].uses.reflection.insert(.anything)
        continue
      }
      facts.parts[0].uses.add(rules.uses(inConfiguration: text))
    }
    return facts
  }

  /// Finds the tests of which it cannot be told what they run: a file that they need cannot be read or loads what it computes, or
  /// what changed is loaded or read without being imported.
  private mutating func leaveOut(
    _ edits: [Edit], _ places: [Int], _ records: [DefinitionRecord], _ needs: TestNeeds, _ tests: [Int],
    _ names: DefinitionNames
  ) {
    var untold: Set<Int> = []
    for file in graph.opaque { untold.insert(file) }
    for file in graph.faults.keys where graph.isSource(file) { untold.insert(file) }
    for (place, record) in zip(places, records) where record.fault != nil && !files.contains(place) {
      untold.insert(place)
    }
    for edit in edits {
      let name = graph.table.paths[edit.file].nameText
      for link in graph.users.range(edit.file) {
        let user = Int(graph.users.targets[link])
        switch FileLink.Kind(rawValue: graph.users.kinds[link]) {
        case .loads: untold.insert(user)
        case .names:
          let record = Self.place(of: user, in: places).map { records[$0] }
          if record?.sourceFiles.contains(where: { Self.mayMean(names[$0], name) }) ?? true { untold.insert(user) }
        case .imports, .place, .anything, nil: break
        }
      }
    }
    for node in untold where node < graph.nodeCount { self.untold.formUnion(needs.tests(of: node).map { tests[$0] }) }
  }

  /// Where a node lies in a list in ascending order.
  private static func place(of node: Int, in places: [Int]) -> Int? {
    var range = 0..<places.count
    while let middle = range.isEmpty ? nil : range.lowerBound + range.count / 2 {
      if places[middle] == node { return middle }
      range = places[middle] < node ? (middle + 1)..<range.upperBound : range.lowerBound..<middle
    }
    return nil
  }

  /// Whether a text that ends like the name of a source file means this one; a text with more than a name in it may mean any.
  private static func mayMean(_ text: String, _ name: String) -> Bool {
    text == name || text.contains { !($0.isLetter || $0.isNumber || $0 == "_" || $0 == "." || $0 == "-") }
  }

  /// Notes for which tests what changed may run.
  private mutating func note(
    _ edit: Edit, _ cut: DefinitionCut, file: Int, _ reach: DefinitionReach, _ tests: [Int]
  ) {
    for (place, text) in cut.texts.enumerated() where edit.changed[text.path] != nil {
      let part = cut.facts.parts[place + 1]
      var numbers = reach.tests(running: place + 1, of: file)
      if edit.changed[text.path] == false { numbers += reach.tests(usingClassOf: place + 1, of: file) }
      for number in numbers where uses[tests[number]] == nil {
        uses[tests[number]] = (edit.file, ChangedDefinition(part.fullName, line: part.line))
      }
    }
  }

  /// Who imports a name that came or went, or asks which names there are, notices without using it.
  private mutating func noteMissing(
    _ edit: Edit, _ program: [DefinitionProgram.File], _ reach: DefinitionReach, _ tests: [Int]
  ) {
    for (path, isInBoth) in edit.changed where !isInBoth {
      let name = path.split(separator: ".").last.map(String.init) ?? path
      let definition = ChangedDefinition(path, line: edit.line(of: path))
      for number in reach.tests(importing: path == name ? name : nil, need: edit.file)
      where uses[tests[number]] == nil {
        uses[tests[number]] = (edit.file, definition)
      }
    }
  }
}
