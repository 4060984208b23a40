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

  /// As small as can be: a large project has hundreds of thousands.
  struct Part {
    var file: Int32
    var name: Int32
    /// The slot of its class, -1 where it has none.
    var owner: Int32
    /// Where its bare names and its attributes begin and end in ``uses``.
    var bareStart: Int32
    var attributeStart: Int32
    var useEnd: Int32
    var prefixStart: Int32
    var prefixEnd: Int32
    var kind: DefinitionFacts.Kind
    var isSetter: Bool
    /// Runs without being named where its file, or its class, is used.
    var runsWithFile: Bool
    var runsWithClass: Bool
    var reflection: NameUses.Reflection
  }

  private(set) var files: [File]
  /// Of the changed files all, of the others those that use something.
  private(set) var parts: [Part] = []
  /// Where the parts of each file begin, and where the last ones end.
  private(set) var partStarts: [Int] = []
  /// Slots of names, that parts point into.
  private(set) var uses: [Int32] = []
  private(set) var prefixes: [String] = []
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
  /// Of each slot the row of the tests for which something uses it, and for which something uses its class: 0 for all that nobody
  /// can use, and that are no class.
  private(set) var useRows: [Int32] = []
  private(set) var classRows: [Int32] = []
  /// Of each file the row of the tests for which it is listed, 0 where nothing in it does so.
  private(set) var listRows: [Int32] = []
  private(set) var useRowCount = 1
  private(set) var classRowCount = 1
  private(set) var listRowCount = 1

  /// - Parameters:
  ///   - changed: the first of the files whose parts are asked for.
  ///   - witnesses: files whose names count as used, without being looked at any further.
  init(
    _ files: [File], changed: Int, witnesses: [DefinitionRecord], _ names: DefinitionNames, _ rules: any DefinitionRules
  ) {
    self.files = files
    var known = DefinitionSlots(files, names, rules)
    self.names = known.names
    isClass = known.isClass
    isRegistered = Array(repeating: false, count: known.count)
    isForeign = isRegistered
    bases = Array(repeating: [], count: known.count)
    derived = bases
    let star = names.known("*")
    var aliases: [(slot: Int, meaning: UInt32)] = []
    var decorated: [(part: Int, decorator: UInt32)] = []
    for (place, file) in files.enumerated() {
      let record = file.record
      if record.findsSubclasses { findsSubclasses = true }
      let imports = record.imported
      imported.append(imports.compactMap { known.slot($0) })
      importsAll.append(star.map { imports.contains($0) } ?? false)
      var classes: [Int32] = []
      record.forEachClass { entry in
        if let own = known.slot(entry.name) { classes.append(own) }
        add(entry, known, rules)
      }
      classesOfFile.append(classes)
      partStarts.append(parts.count)
      record.forEachPart { part in
        guard let name = known.slot(part.name) else { return }
        if part.kind == .alias { for meaning in part.bare { aliases.append((Int(name), meaning)) } }
        if add(part, name, of: place, isAsked: place >= changed, &known) {
          for decorator in part.decorators { decorated.append((parts.count - 1, decorator)) }
        }
      }
    }
    partStarts.append(parts.count)
    for record in witnesses { known.noteUses(of: record) }
    // Another name for a class is a class that derives from it.
    for (own, meaning) in aliases { addBase(meaning, to: own, known, rules) }
    for (part, decorator) in decorated where known.wraps(decorator) != true { parts[part].runsWithFile = true }
    for place in parts.indices { setRuns(place, known) }
    for (own, above) in bases.enumerated() { for base in above { derived[Int(base)].append(Int32(own)) } }
    byName = PlaceLists(parts.map(\.name), count: known.count)
    byOwner = PlaceLists(parts.map { $0.owner < 0 ? Int32(known.count) : $0.owner }, count: known.count + 1)
    spread()
    setRows()
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

  /// Adds a part but for what others say of it; says whether it was: nobody asks for one that uses nothing and did not change.
  @inline(__always)
  private mutating func add(
    _ part: DefinitionRecord.Part, _ name: Int32, of file: Int, isAsked: Bool, _ known: inout DefinitionSlots
  ) -> Bool {
    let start = uses.count
    known.use(part.bare, &uses)
    let middle = uses.count
    known.use(part.attributes, &uses)
    guard isAsked || uses.count > start || !part.prefixes.isEmpty || !part.reflection.isEmpty else { return false }
    let firstPrefix = prefixes.count
    for name in part.prefixes { prefixes.append(known.known[name]) }
    parts.append(
      Part(
        file: Int32(file), name: name, owner: part.owner.flatMap { known.slot($0) } ?? -1, bareStart: Int32(start),
        attributeStart: Int32(middle), useEnd: Int32(uses.count), prefixStart: Int32(firstPrefix),
        prefixEnd: Int32(prefixes.count), kind: part.kind, isSetter: part.isSetter, runsWithFile: false,
        runsWithClass: false, reflection: part.reflection))
    return true
  }

  private mutating func setRuns(_ place: Int, _ known: DefinitionSlots) {
    let part = parts[place]
    let own = Int(part.name)
    let isDefinition = part.kind == .function || part.kind == .constant
    let isUnused = !known.isUsed[own] && isDefinition
    let isOfFile = part.owner < 0 ? known.isOfFile[own] || isUnused : known.isMemberOfFile[own]
    if isDefinition && isOfFile { parts[place].runsWithFile = true }
    parts[place].runsWithClass = isUnused || known.isOfClass[own]
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

  /// Gives rows to the names that something can use, and to the classes.
  private mutating func setRows() {
    useRows = Array(repeating: 0, count: names.count)
    classRows = useRows
    func number(_ slot: Int32, _ rows: inout [Int32], _ count: inout Int) {
      guard rows[Int(slot)] == 0 else { return }
      rows[Int(slot)] = Int32(count)
      count += 1
    }
    for slot in uses { number(slot, &useRows, &useRowCount) }
    listRows = Array(repeating: 0, count: files.count)
    for part in parts where part.reflection.contains(.file) { number(part.file, &listRows, &listRowCount) }
    // What a file has from elsewhere is used by what runs or lists all of it.
    for (file, slots) in imported.enumerated() where files[file].own != nil || listRows[file] > 0 {
      for slot in slots { number(slot, &useRows, &useRowCount) }
    }
    for slot in isClass.indices where isClass[slot] { number(Int32(slot), &classRows, &classRowCount) }
    for part in parts where part.owner >= 0 { number(part.owner, &classRows, &classRowCount) }
  }
}
