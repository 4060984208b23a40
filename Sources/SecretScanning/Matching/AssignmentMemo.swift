/// What was made of the last anchor: dozens of rules ask the same of every `key` and `token`.
final class AssignmentMemo {
  private var anchor: Range<Int>?
  private var assignment: Assignment?
  private var folded: ArraySlice<UInt8>?
  /// The value that was last found to be no credential, whatever it is assigned to.
  var ordinary = RefutedValue()

  /// The assignment to the name that holds `anchor`; `bytes` are the same on every call.
  func assignment(in bytes: [UInt8], anchor: Range<Int>) -> Assignment? {
    if anchor != self.anchor {
      self.anchor = anchor
      assignment = Assignment(in: bytes, anchor: anchor)
      folded = nil
    }
    return assignment
  }

  /// The letters and digits of the name of the assignment that was asked for last.
  func foldedName(in bytes: [UInt8]) -> ArraySlice<UInt8> {
    if let folded { return folded }
    let name = assignment.map { bytes[$0.name].filter(ByteClass.alphanumeric.contains) } ?? []
    folded = name[...]
    return name[...]
  }
}
