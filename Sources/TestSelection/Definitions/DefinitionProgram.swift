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
    var prefixes: [String]
  }

  private(set) var files: [File]
  private(set) var parts: [Part] = []
  /// Where the parts of each file begin, and where the last ones end.
  private(set) var partStarts: [Int] = []
  /// Slots of names, that parts point into.
  private(set) var uses: [Int32] = []
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

  /// - Parameter witnesses: files whose names count as used, without being looked at any further.
  init(
    _ files: [File], witnesses: [DefinitionRecord], _ names: DefinitionNames, _ rules: any DefinitionRules
  ) {
    self.files = files
    let texts = files.map { Text(parts: $0.record.parts, classes: $0.record.classes) }
    let known = DefinitionSlots(texts, witnesses: witnesses, names, rules)
    self.names = known.names
    isClass = known.isClass
    isRegistered = Array(repeating: false, count: known.count)
    isForeign = isRegistered
    bases = Array(repeating: [], count: known.count)
    derived = bases
    for (place, text) in texts.enumerated() {
      let record = files[place].record
      if record.findsSubclasses { findsSubclasses = true }
      imported.append(record.imported.compactMap { known.slot($0) })
      importsAll.append(record.imported.contains { names[$0] == "*" })
      classesOfFile.append(text.classes.compactMap { known.slot($0.name) })
      for entry in text.classes { add(entry, known, rules) }
      partStarts.append(parts.count)
      for part in text.parts { add(part, of: place, known, rules) }
    }
    partStarts.append(parts.count)
    for (own, above) in bases.enumerated() { for base in above { derived[Int(base)].append(Int32(own)) } }
    byName = PlaceLists(parts.map(\.name), count: known.count)
    byOwner = PlaceLists(parts.map { $0.owner < 0 ? Int32(known.count) : $0.owner }, count: known.count + 1)
    spread()
  }

  /// The record of a file, read.
  struct Text {
    var parts: [DefinitionRecord.Part]
    var classes: [DefinitionRecord.Class]
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
    _ part: DefinitionRecord.Part, of file: Int, _ known: DefinitionSlots, _ rules: any DefinitionRules
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
    uses += part.bare.lazy.compactMap { known.slot($0) }
    let middle = uses.count
    uses += part.attributes.lazy.compactMap { known.slot($0) }
    parts.append(
      Part(
        file: Int32(file), name: name, owner: part.owner.flatMap { known.slot($0) } ?? -1, kind: part.kind,
        isSetter: part.isSetter, runsWithFile: isTold || isDefinition && isOfFile,
        runsWithClass: isUnused || known.isOfClass[own], reflection: part.reflection, bare: start..<middle,
        attributes: middle..<uses.count, prefixes: part.prefixes.map { known.known[$0] }))
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
