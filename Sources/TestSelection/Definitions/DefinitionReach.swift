/// Which tests may run which definitions: a name that runs anywhere may run all that bears it.
///
/// What runs for a test is what its files run when they are loaded, all of the test's own file, and from there on each definition
/// of its files whose name is used by what runs; a member only where its class, or one that derives from it, is used as well. It
/// is worked out for all tests at once, a bit each.
struct DefinitionReach {
  private let program: DefinitionProgram
  /// Of each file: the tests that need it.
  private let tests: BitRows
  /// Of each part.
  private(set) var runs: BitRows
  private var bare: BitRows
  private var attributes: BitRows
  private var classes: BitRows
  /// Classes used under the name of one with a foreign base: what is not among the files may call its members.
  private var foreign: BitRows
  /// By a class that lists its members.
  private var members: BitRows
  /// By a file that lists what is in it.
  private var files: BitRows
  /// One row for each of ``Common``.
  private(set) var common: BitRows
  private var prefixes: [(text: String, row: BitRows)] = []
  private var waiting: [Int32] = []
  private var isWaiting: [Bool]
  private var mustLookAtAll = false

  enum Common: Int, CaseIterable {
    case anything, setters, lists
  }

  init(_ program: DefinitionProgram, tests: BitRows) {
    self.program = program
    self.tests = tests
    let width = tests.width
    runs = BitRows(count: program.parts.count, width: width)
    bare = BitRows(count: program.useRowCount, width: width)
    attributes = bare
    classes = BitRows(count: program.classRowCount, width: width)
    foreign = classes
    members = classes
    files = BitRows(count: program.listRowCount, width: width)
    common = BitRows(count: Common.allCases.count, width: width)
    isWaiting = Array(repeating: false, count: program.isClass.count)
    for part in program.parts.indices where program.parts[part].kind != .rest { lookAt(part) }
    for file in program.files.indices { load(file, tests: program.files[file].tests, own: program.files[file].own) }
    work()
  }

  private mutating func load(_ file: Int, tests row: Int, own: Int?) {
    let rest = program.partStarts[file]
    if rest < program.partStarts[file + 1], program.parts[rest].kind == .rest, runs.add(row, of: tests, to: rest) {
      use(rest)
    }
    for owner in program.classesOfFile[file] where program.isRegistered[Int(owner)] {
      addClass(Int(owner), Array(tests.row(row)))
    }
    guard let own else { return }
    // A runner finds what is in it, and what it has from elsewhere.
    for owner in program.classesOfFile[file] { addClass(Int(owner), Array(tests.row(own))) }
    for slot in program.imported[file] where bare.add(own, of: tests, to: useRow(slot)) { wait(slot) }
    if program.importsAll[file], common.add(own, of: tests, to: Common.anything.rawValue) { mustLookAtAll = true }
  }

  private mutating func work() {
    while true {
      while let slot = waiting.popLast().map(Int.init) {
        isWaiting[slot] = false
        if program.isClass[slot] {
          addClass(slot, Array(bare.row(useRow(Int32(slot)))))
          addClass(slot, Array(attributes.row(useRow(Int32(slot)))))
        }
        for part in program.byName[slot] { lookAt(Int(part)) }
      }
      guard mustLookAtAll else { return }
      mustLookAtAll = false
      let all = Array(common.row(Common.anything.rawValue))
      for slot in program.isClass.indices where program.isClass[slot] { addClass(slot, all) }
      for part in program.parts.indices where program.parts[part].kind != .rest { lookAt(part) }
    }
  }

  private func useRow(_ slot: Int32) -> Int { Int(program.useRows[Int(slot)]) }

  private func classRow(_ slot: Int) -> Int { Int(program.classRows[slot]) }

  private mutating func wait(_ slot: Int32) {
    if !isWaiting[Int(slot)] {
      isWaiting[Int(slot)] = true
      waiting.append(slot)
    }
  }
}

// MARK: - What runs

extension DefinitionReach {
  /// Works out for which tests a definition runs, as far as it is known by now.
  private mutating func lookAt(_ place: Int) {
    let part = program.parts[place]
    let (testRow, ownRow) = (program.files[Int(part.file)].tests, program.files[Int(part.file)].own)
    var isNew = false
    let (name, list) = (useRow(part.name), Int(program.listRows[Int(part.file)]))
    let owner = part.owner < 0 ? nil : classRow(Int(part.owner))
    for word in 0..<tests.width {
      let all = tests[testRow, word]
      if all == 0 { continue }
      var value = common[Common.anything.rawValue, word] | attributes[name, word]
      if part.isSetter { value |= common[Common.setters.rawValue, word] }
      if owner == nil { value |= bare[name, word] | files[list, word] }
      if part.runsWithFile { value = all }
      for prefix in prefixes where Self.begins(part, prefix.text, program) { value |= prefix.row[0, word] }
      if let owner, !part.runsWithFile {
        value |= members[owner, word] | foreign[owner, word]
        if part.runsWithClass { value = all }
        value &= classes[owner, word]
      }
      value &= all
      if let ownRow { value |= tests[ownRow, word] & all }
      let more = value & ~runs[place, word]
      if more != 0 {
        runs[place, word] |= more
        isNew = true
      }
    }
    if isNew { use(place) }
  }

  private static func begins(_ part: DefinitionProgram.Part, _ prefix: String, _ program: DefinitionProgram) -> Bool {
    program.names[Int(part.name)].hasPrefix(prefix)
  }

  /// Notes what a part uses for the tests for which it runs.
  private mutating func use(_ place: Int) {
    let part = program.parts[place]
    for use in part.bareStart..<part.attributeStart {
      let slot = program.uses[Int(use)]
      if bare.add(place, of: runs, to: useRow(slot)) { wait(slot) }
    }
    for use in part.attributeStart..<part.useEnd {
      let slot = program.uses[Int(use)]
      if attributes.add(place, of: runs, to: useRow(slot)) { wait(slot) }
    }
    for prefix in part.prefixStart..<part.prefixEnd { add(program.prefixes[Int(prefix)], place) }
    if part.reflection.isEmpty { return }
    if part.reflection.contains(.anything), common.add(place, of: runs, to: Common.anything.rawValue) {
      mustLookAtAll = true
    }
    if part.reflection.contains(.setters), common.add(place, of: runs, to: Common.setters.rawValue) {
      mustLookAtAll = true
    }
    if part.reflection.contains(.lists) { common.add(place, of: runs, to: Common.lists.rawValue) }
    if part.reflection.contains(.file) { useFile(Int(part.file), place) }
    if part.reflection.contains(.members), part.owner >= 0 { useMembers(of: Int(part.owner), place) }
  }

  private mutating func add(_ prefix: String, _ place: Int) {
    let known = prefixes.firstIndex { $0.text == prefix }
    let index = known ?? prefixes.count
    if known == nil { prefixes.append((prefix, BitRows(count: 1, width: tests.width))) }
    if prefixes[index].row.add(place, of: runs, to: 0) { mustLookAtAll = true }
  }

  private mutating func useFile(_ file: Int, _ place: Int) {
    guard files.add(place, of: runs, to: Int(program.listRows[file])) else { return }
    let row = Array(runs.row(place))
    for slot in program.imported[file] where bare.add(place, of: runs, to: useRow(slot)) { wait(slot) }
    for owner in program.classesOfFile[file] { addClass(Int(owner), row) }
    for part in program.partStarts[file]..<program.partStarts[file + 1] where program.parts[part].kind != .rest {
      lookAt(part)
    }
  }

  /// All members of a class, of those that it derives from and of those that derive from it.
  private mutating func useMembers(of owner: Int, _ place: Int) {
    var family: Set<Int> = [owner]
    var next = [owner]
    while let one = next.popLast() {
      for below in program.derived[one] where family.insert(Int(below)).inserted { next.append(Int(below)) }
    }
    next = Array(family)
    while let one = next.popLast() {
      for base in program.bases[one] where family.insert(Int(base)).inserted { next.append(Int(base)) }
    }
    for one in family where members.add(place, of: runs, to: classRow(one)) {
      for part in program.byOwner[one] { lookAt(Int(part)) }
    }
  }

  /// A class is used: so are those that it derives from.
  private mutating func addClass(_ slot: Int, _ bits: [UInt64]) {
    var next = [slot]
    while let one = next.popLast() {
      var isNew = classes.add(bits[...], to: classRow(one))
      if program.isForeign[one] { isNew = addForeign(one, bits) || isNew }
      guard isNew else { continue }
      for part in program.byOwner[one] { lookAt(Int(part)) }
      next += program.bases[one].map(Int.init)
      if program.findsSubclasses { next += program.derived[one].map(Int.init) }
    }
  }

  private mutating func addForeign(_ slot: Int, _ bits: [UInt64]) -> Bool {
    var isNew = false
    var next = [slot]
    while let one = next.popLast() {
      guard foreign.add(bits[...], to: classRow(one)) else { continue }
      isNew = true
      for part in program.byOwner[one] { lookAt(Int(part)) }
      next += program.bases[one].map(Int.init)
    }
    return isNew
  }
}

// MARK: - What came of it

extension DefinitionReach {
  /// The numbers of the tests for which a part of a file may run.
  func tests(running part: Int, of file: Int) -> [Int] {
    let place = program.partStarts[file] + part
    return (0..<(runs.width * 64)).filter { runs.contains($0, in: place) }
  }

  /// The numbers of the tests that use the class of a member: whether there is such a member may decide whether it can be made.
  func tests(usingClassOf part: Int, of file: Int) -> [Int] {
    let member = program.parts[program.partStarts[file] + part]
    guard member.owner >= 0 else { return [] }
    let row = program.files[file].tests
    return (0..<(runs.width * 64)).filter {
      classes.contains($0, in: classRow(Int(member.owner))) && tests.contains($0, in: row)
    }
  }

  /// The numbers of the tests that need the file with this row, and a file that imports the name or one that asks which names
  /// there are.
  func tests(importing name: String?, need row: Int) -> [Int] {
    let slot = name.flatMap { name in program.names.firstIndex(of: name) }.map { Int32($0) }
    let importers = program.files.indices.filter { file in
      slot.map { slot in program.imported[file].contains(slot) } ?? false
    }
    return (0..<(runs.width * 64)).filter { number in
      tests.contains(number, in: row)
        && (common.contains(number, in: Common.lists.rawValue)
          || importers.contains { tests.contains(number, in: program.files[$0].tests) })
    }
  }
}
