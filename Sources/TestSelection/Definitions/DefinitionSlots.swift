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

  init(
    _ files: [DefinitionProgram.File], witnesses: [DefinitionRecord], _ known: DefinitionNames,
    _ rules: any DefinitionRules
  ) {
    self.known = known
    slots = Array(repeating: -1, count: known.count)
    for file in files {
      file.record.forEachPart { part in
        add(part.name)
        if let owner = part.owner { add(owner) }
      }
      for entry in file.record.classes { add(entry.name) }
    }
    isOfFile = names.map { rules.runsWithFile($0, isMember: false) }
    isMemberOfFile = names.map { rules.runsWithFile($0, isMember: true) }
    isOfClass = names.map { rules.runsWithClass($0) }
    isClass = Array(repeating: false, count: names.count)
    isUsed = isClass
    isWrapper = Array(repeating: nil, count: names.count)
    for file in files {
      for entry in file.record.classes { if let slot = slot(entry.name) { isClass[Int(slot)] = true } }
      file.record.forEachPart { look(at: $0) }
    }
    for record in witnesses { record.forEachPart { noteUses(of: $0) } }
  }

  private mutating func add(_ name: UInt32) {
    if slots[Int(name)] < 0 {
      slots[Int(name)] = Int32(names.count)
      names.append(known[name])
    }
  }

  private mutating func look(at part: DefinitionRecord.Part) {
    noteUses(of: part)
    guard let slot = slot(part.name).map(Int.init) else { return }
    switch part.kind {
    case .alias: isClass[slot] = true
    case .function: isWrapper[slot] = (isWrapper[slot] ?? true) && part.isWrapper
    case .rest, .constant: break
    }
  }

  private mutating func noteUses(of part: DefinitionRecord.Part) {
    for name in part.bare { if let slot = slot(name) { isUsed[Int(slot)] = true } }
    for name in part.attributes { if let slot = slot(name) { isUsed[Int(slot)] = true } }
  }

  var count: Int { names.count }

  func slot(_ name: UInt32) -> Int32? { slots[Int(name)] < 0 ? nil : slots[Int(name)] }

  /// See ``isWrapper``.
  func wraps(_ name: UInt32) -> Bool? { slot(name).flatMap { isWrapper[Int($0)] } }
}
