/// What was made of the last anchor: dozens of rules ask the same of every `key` and `token`.
final class AssignmentMemo {
  private var anchor: Range<Int>?
  /// The value that was last found to be no credential, whatever it is assigned to.
  var ordinary = RefutedValue()
  private var name: Range<Int> = 0..<0
  /// `nil` where it was not asked for yet.
  private var assignment: Assignment??

  /// Where the name is that holds `anchor`; `bytes` are the same on every call.
  func name(in bytes: [UInt8], anchor: Range<Int>) -> Range<Int> {
    if anchor != self.anchor {
      self.anchor = anchor
      name = Assignment.name(in: bytes, anchor: anchor)
      assignment = nil
    }
    return name
  }

  /// The assignment to the name that holds `anchor`; `bytes` are the same on every call.
  func assignment(in bytes: [UInt8], anchor: Range<Int>) -> Assignment? {
    let name = name(in: bytes, anchor: anchor)
    if let assignment { return assignment }
    let made = Assignment(in: bytes, name: name)
    assignment = .some(made)
    return made
  }
}
