/// A part of a text, with the offsets that it has there: an array's slice, without a reference that is counted at every step.
///
/// It is only there for the time of ``Swift/Array/withView(_:)``, in which nothing keeps it.
struct ByteView: RandomAccessCollection {
  private let text: UnsafeBufferPointer<UInt8>
  let startIndex: Int
  let endIndex: Int

  @inline(__always)
  init(_ text: UnsafeBufferPointer<UInt8>) {
    self.text = text
    startIndex = 0
    endIndex = text.count
  }

  @inline(__always)
  private init(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
    self.text = text
    startIndex = range.lowerBound
    endIndex = range.upperBound
  }

  @inline(__always)
  var count: Int { endIndex - startIndex }

  @inline(__always)
  var isEmpty: Bool { endIndex == startIndex }

  @inline(__always)
  subscript(offset: Int) -> UInt8 {
    assert(startIndex <= offset && offset < endIndex)
    return text[offset]
  }

  @inline(__always)
  subscript(range: Range<Int>) -> ByteView {
    precondition(startIndex <= range.lowerBound && range.upperBound <= endIndex)
    return ByteView(text, range)
  }
}

extension Array<UInt8> {
  /// What `body` says of a view of the bytes.
  @inline(__always)
  func withView<Answer>(_ body: (ByteView) -> Answer) -> Answer { withUnsafeBufferPointer { body(ByteView($0)) } }
}

extension ArraySlice<UInt8> {
  /// What `body` says of a view of the bytes, whose offsets begin with 0.
  @inline(__always)
  func withView<Answer>(_ body: (ByteView) -> Answer) -> Answer { withUnsafeBufferPointer { body(ByteView($0)) } }
}
