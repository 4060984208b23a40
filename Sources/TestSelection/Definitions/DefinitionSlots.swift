/// The names by which something is defined, numbered from 0, with what is known of each.
struct DefinitionSlots {
  let known: DefinitionNames
  private(set) var names: [String] = []
  /// Of each name of ``known``, -1 where nothing is defined by it.
  private var slots: [Int32]
  /// Whether a class has the name, or what may be another name of one.
  private(set) var isClass: [Bool] = []
  /// Whether anybody uses the name.
  private(set) var isUsed: [Bool] = []
  private(set) var isOfFile: [Bool] = []
  private(set) var isMemberOfFile: [Bool] = []
  private(set) var isOfClass: [Bool] = []
  /// Whether all that bear the name are functions that only wrap what they are given; `nil` for what is none.
  private var isWrapper: [Bool?] = []

  init(_ files: [DefinitionProgram.File], _ known: DefinitionNames, _ rules: any DefinitionRules) {
    self.known = known
    slots = Array(repeating: -1, count: known.count)
    for file in files {
      file.record.forEachPart { part in
        let slot = add(part.name)
        if let owner = part.owner { _ = add(owner) }
        switch part.kind {
        case .alias: isClass[slot] = true
        case .function: isWrapper[slot] = (isWrapper[slot] ?? true) && part.isWrapper
        case .rest, .constant: break
        }
      }
      file.record.forEachClass { isClass[add($0.name)] = true }
    }
    isOfFile = names.map { rules.runsWithFile($0, isMember: false) }
    isMemberOfFile = names.map { rules.runsWithFile($0, isMember: true) }
    isOfClass = names.map { rules.runsWithClass($0) }
    isUsed = Array(repeating: false, count: names.count)
  }

  private mutating func add(_ name: UInt32) -> Int {
    let slot = Int(slots[Int(name)])
    if slot >= 0 { return slot }
    slots[Int(name)] = Int32(names.count)
    names.append(known[name])
    isClass.append(false)
    isWrapper.append(nil)
    return names.count - 1
  }

  /// Notes that what is in a file uses names.
  mutating func noteUses(of record: DefinitionRecord) {
    record.forEachPart { part in
      for name in part.bare { noteUse(of: name) }
      for name in part.attributes { noteUse(of: name) }
    }
  }

  @inline(__always)
  private mutating func noteUse(of name: UInt32) {
    let slot = slots[Int(name)]
    if slot >= 0 { isUsed[Int(slot)] = true }
  }

  /// Adds the slots of names to a list and notes that they are used.
  @inline(__always)
  mutating func use(_ names: PackedNumbers, _ uses: inout [Int32]) {
    for name in names {
      let slot = slots[Int(name)]
      if slot >= 0 {
        isUsed[Int(slot)] = true
        uses.append(slot)
      }
    }
  }

  var count: Int { names.count }

  func slot(_ name: UInt32) -> Int32? { slots[Int(name)] < 0 ? nil : slots[Int(name)] }

  /// See ``isWrapper``.
  func wraps(_ name: UInt32) -> Bool? { slot(name).flatMap { isWrapper[Int($0)] } }
}
