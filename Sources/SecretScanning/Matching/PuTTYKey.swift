/// PuTTY's key files (the.earth.li/~sgtatham/putty/0.80/htmldoc/AppendixC.html).
enum PuTTYKey {
  /// Where the private lines end of the file whose header ends at `start`; `nil` where there are none.
  static func privateLines(in bytes: [UInt8], from start: Int, to limit: Int) -> Int? {
    let name = Array("Private-Lines:".utf8)
    var offset = start
    while offset + name.count < limit {
      if bytes[offset] == name[0] {
        if bytes[offset..<(offset + name.count)].elementsEqual(name) { break }
        // Another file begins: a text of nothing but such lines takes no longer than any other.
        if ASCII.has("PuTTY-User-Key-File", at: offset, in: bytes) { return nil }
      }
      offset += 1
    }
    guard offset + name.count < limit else { return nil }
    offset += name.count
    while offset < limit, ByteClass.digitsAndSpace.contains(bytes[offset]) { offset += 1 }
    let bodyStart = offset
    var end = offset
    var count = 0
    while offset < limit {
      if ByteClass.base64.contains(bytes[offset]) || bytes[offset] == UInt8(ascii: "=") {
        count += 1
        end = offset + 1
      } else if !ByteClass.whitespace.contains(bytes[offset]) {
        break
      }
      offset += 1
    }
    // `Private-MAC` follows directly; its name is not part of the key but harmless in the range.
    return count >= 40 && end > bodyStart ? end : nil
  }
}
