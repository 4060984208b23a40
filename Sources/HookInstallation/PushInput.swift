import GateModel

/// What git tells a `pre-push` hook on standard input (githooks(5)).
package enum PushInput {
  /// The most bytes that are looked at.
  package static let maximumByteCount = 64 << 20

  /// Why the input is not what git writes.
  package struct SyntaxError: Error, Hashable, Sendable {
    /// The line, counted from 1; 0 for the input as a whole.
    package var line: Int
    package var message: String
  }

  /// The updates that `bytes` list, in order: lines of local ref, local id, remote ref and remote id with single spaces
  /// between them. No input, no updates.
  ///
  /// - Throws: `SyntaxError` for a line of another form. Nothing is guessed, for what is passed over would go unchecked.
  package static func parse(_ bytes: [UInt8]) throws(SyntaxError) -> [RefUpdate] {
    if bytes.count > maximumByteCount {
      throw SyntaxError(line: 0, message: "the list of pushed refs is longer than \(maximumByteCount) bytes")
    }
    var lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    // After the last line's end; a caller that lost that end is forgiven.
    if lines.last?.isEmpty == true { lines.removeLast() }
    var updates: [RefUpdate] = []
    for (index, line) in lines.enumerated() { updates.append(try update(line, number: index + 1)) }
    return updates
  }

  private static func update(_ line: ArraySlice<UInt8>, number: Int) throws(SyntaxError) -> RefUpdate {
    // From the right: what stands for the local ref may hold spaces (`HEAD@{1 day ago}`), the names of refs cannot.
    var rest = line
    let remoteID = takeLastField(of: &rest)
    let remoteRef = takeLastField(of: &rest)
    let localID = takeLastField(of: &rest)
    guard let remoteID, let remoteRef, let localID, !rest.isEmpty, !remoteRef.isEmpty else {
      throw SyntaxError(
        line: number,
        message: "expected `LOCAL-REF LOCAL-ID REMOTE-REF REMOTE-ID`, found \(RepositoryPath(bytes: line.prefix(200)))")
    }
    let local = try objectID(localID, number: number)
    let remote = try objectID(remoteID, number: number)
    if localID.count != remoteID.count {
      throw SyntaxError(line: number, message: "the two object ids are of different lengths")
    }
    return RefUpdate(
      localRef: RefName(bytes: rest), localID: local.isZero ? nil : local, remoteRef: RefName(bytes: remoteRef),
      remoteID: remote.isZero ? nil : remote)
  }

  /// Cuts what follows the last space off `line`, the space too; `nil` where there is no space.
  private static func takeLastField(of line: inout ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    guard let space = line.lastIndex(of: UInt8(ascii: " ")) else { return nil }
    defer { line = line[..<space] }
    return line[(space + 1)...]
  }

  private static func objectID(_ field: ArraySlice<UInt8>, number: Int) throws(SyntaxError) -> ObjectID {
    let text = String(decoding: field.prefix(200), as: UTF8.self)
    guard let id = ObjectID(hex: text) else {
      throw SyntaxError(line: number, message: "\(RepositoryPath(text)) is no object id")
    }
    return id
  }
}
