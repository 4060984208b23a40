import GateModel

/// The files that a solver looks at, with the names that matter in them as small numbers: those by which something is defined.
struct DefinitionProgram {
  /// A file and who may run it.
  struct File {
    var record: DefinitionRecord
    /// The row of the tests that need the file.
    var tests: Int
    /// The row of the tests that run all of it: it is theirs.
    var own: Int?
  }

  struct Part {
    var file: Int32
    var name: Int32
    /// The slot of its class, -1 where it has none.
    var owner: Int32
    var kind: DefinitionFacts.Kind
    var isSetter: Bool
    /// Runs without being named where its file, or its class, is used.
    var runsWithFile: Bool
    var runsWithClass: Bool
    var reflection: NameUses.Reflection
    var bare: Range<Int>
    var attributes: Range<Int>
    var prefixes: Range<Int>
    /// Where it is noted for which tests it runs; -1 where nobody asks, as it uses nothing and was not changed.
    var row: Int32
  }

  private(set) var files: [File]
  private(set) var parts: [Part] = []
  /// Where the parts of each file begin, and where the last ones end.
  private(set) var partStarts: [Int] = []
  /// Slots of names, that parts point into.
  private(set) var uses: [Int32] = []
  private(set) var prefixes: [String] = []
  private(set) var rowCount = 0
  private(set) var byName = PlaceLists([], count: 0)
  private(set) var byOwner = PlaceLists([], count: 0)
  /// Of each slot whether a class has the name.
  private(set) var isClass: [Bool] = []
  private(set) var isRegistered: [Bool] = []
  /// Whether it derives, at any distance, from what is not among the files.
  private(set) var isForeign: [Bool] = []
  private(set) var bases: [[Int32]] = []
  private(set) var derived: [[Int32]] = []
  private(set) var findsSubclasses = false
  /// Of each file the slots of what it imports.
  private(set) var imported: [[Int32]] = []
  /// Of each file whether it imports whatever another has.
  private(set) var importsAll: [Bool] = []
  private(set) var classesOfFile: [[Int32]] = []
  /// Of each slot.
  private(set) var names: [String] = []

  /// - Parameters:
  ///   - changed: the first of the files whose parts are asked for.
  ///   - witnesses: files whose names count as used, without being looked at any further.
  init(
    _ files: [File], changed: Int, witnesses: [DefinitionRecord], _ names: DefinitionNames, _ rules: any DefinitionRules
  ) {
    self.files = files
    let known = DefinitionSlots(files, witnesses: witnesses, names, rules)
    self.names = known.names
    isClass = known.isClass
    isRegistered = Array(repeating: false, count: known.count)
    isForeign = isRegistered
    bases = Array(repeating: [], count: known.count)
    derived = bases
    for (place, file) in files.enumerated() {
      let record = file.record
      let classes = record.classes
      if record.findsSubclasses { findsSubclasses = true }
      imported.append(record.imported.compactMap { known.slot($0) })
      importsAll.append(record.imported.contains { names[$0] == "*" })
      classesOfFile.append(classes.compactMap { known.slot($0.name) })
      for entry in classes { add(entry, known, rules) }
      partStarts.append(parts.count)
      record.forEachPart { add($0, of: place, isAsked: place >= changed, known, rules) }
    }
    partStarts.append(parts.count)
    for (own, above) in bases.enumerated() { for base in above { derived[Int(base)].append(Int32(own)) } }
    byName = PlaceLists(parts.map(\.name), count: known.count)
    byOwner = PlaceLists(parts.map { $0.owner < 0 ? Int32(known.count) : $0.owner }, count: known.count + 1)
    spread()
  }

  private mutating func add(_ entry: DefinitionRecord.Class, _ known: DefinitionSlots, _ rules: any DefinitionRules) {
    guard let own = known.slot(entry.name).map(Int.init) else { return }
    if entry.isRegistered { isRegistered[own] = true }
    if entry.hasUnknownBase { isForeign[own] = true }
    for base in entry.bases { addBase(base, to: own, known, rules) }
  }

  private mutating func addBase(
    _ base: UInt32, to own: Int, _ known: DefinitionSlots, _ rules: any DefinitionRules
  ) {
    if let slot = known.slot(base), isClass[Int(slot)] {
      bases[own].append(slot)
    } else if !rules.isQuietBase(known.known[base]) {
      isForeign[own] = true
    }
  }

  private mutating func add(
    _ part: DefinitionRecord.Part, of file: Int, isAsked: Bool, _ known: DefinitionSlots, _ rules: any DefinitionRules
  ) {
    guard let name = known.slot(part.name) else { return }
    let own = Int(name)
    // Another name for a class is a class that derives from it.
    if part.kind == .alias { for meaning in part.bare { addBase(meaning, to: own, known, rules) } }
    let isTold = part.decorators.contains { known.wraps($0) != true }
    let isDefinition = part.kind == .function || part.kind == .constant
    let isUnused = !known.isUsed[own] && isDefinition
    let isOfFile = part.owner == nil ? known.isOfFile[own] || isUnused : known.isMemberOfFile[own]
    let start = uses.count
    for name in part.bare { if let slot = known.slot(name) { uses.append(slot) } }
    let middle = uses.count
    for name in part.attributes { if let slot = known.slot(name) { uses.append(slot) } }
    let firstPrefix = prefixes.count
    for name in part.prefixes { prefixes.append(known.known[name]) }
    let matters = isAsked || uses.count > start || !part.prefixes.isEmpty || !part.reflection.isEmpty
    if matters { rowCount += 1 }
    parts.append(
      Part(
        file: Int32(file), name: name, owner: part.owner.flatMap { known.slot($0) } ?? -1, kind: part.kind,
        isSetter: part.isSetter, runsWithFile: isTold || isDefinition && isOfFile,
        runsWithClass: isUnused || known.isOfClass[own], reflection: part.reflection, bare: start..<middle,
        attributes: middle..<uses.count, prefixes: firstPrefix..<prefixes.count,
        row: matters ? Int32(rowCount - 1) : -1))
  }

  /// What is foreign makes all that derives from it foreign; what is registered everything that it is made of.
  private mutating func spread() {
    var waiting = isForeign.indices.filter { isForeign[$0] }
    while let own = waiting.popLast() {
      for below in derived[own] where !isForeign[Int(below)] {
        isForeign[Int(below)] = true
        waiting.append(Int(below))
      }
    }
    // A metaclass or `__init_subclass__` is told of what derives, too.
    waiting = isRegistered.indices.filter { isRegistered[$0] }
    while let own = waiting.popLast() {
      for below in derived[own] where !isRegistered[Int(below)] {
        isRegistered[Int(below)] = true
        waiting.append(Int(below))
      }
    }
    var above = isRegistered.indices.filter { isRegistered[$0] }
    while let own = above.popLast() {
      for base in bases[own] where !isRegistered[Int(base)] {
        isRegistered[Int(base)] = true
        above.append(Int(base))
      }
    }
  }
}
