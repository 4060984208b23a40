/// What was made of the last anchor: dozens of rules ask the same of every `key` and `token`.
final class AssignmentMemo {
  private var anchor: Range<Int>?
  /// The value that was last found to be no credential, whatever it is assigned to.
  var ordinary = RefutedValue()
  var names = NameFactsMemo()
  var values = ValueMemo()
  private var name: Range<Int> = 0..<0
  /// Whether each anchor in ``name`` has this name.
  private var isWhole = false
  /// `nil` where it was not asked for yet.
  private var assignment: Assignment??

  /// Where the name is that holds `anchor`; `bytes` are the same on every call.
  func name(in bytes: ByteView, anchor: Range<Int>) -> Range<Int> {
    if anchor == self.anchor { return name }
    self.anchor = anchor
    // Another anchor of the same name.
    if isWhole, name.lowerBound <= anchor.lowerBound, anchor.upperBound <= name.upperBound { return name }
    name = Assignment.name(in: bytes, anchor: anchor)
    isWhole = name.count <= Assignment.maximumNameLength && bytes[anchor].allSatisfy(ByteClass.dottedName.contains)
    assignment = nil
    return name
  }

  /// The assignment to the name that holds `anchor`; `bytes` are the same on every call.
  func assignment(in bytes: ByteView, anchor: Range<Int>) -> Assignment? {
    let name = name(in: bytes, anchor: anchor)
    if let assignment { return assignment }
    let made = Assignment(in: bytes, name: name)
    assignment = .some(made)
    return made
  }
}
