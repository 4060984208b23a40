import GateModel

@testable import SecretScanning

/// What libFuzzer calls with one input after the other (https://llvm.org/docs/LibFuzzer.html).
///
/// An input is a text in which a byte that UTF-8 does not have, 0xf5 or above, stands for an anchor,
/// whose number is in the two bytes behind it: chance alone would hardly write one. Whatever the text is, the scan must end soon, with an error at worst.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
  guard case .success(let scanner) = Exercise.scanner else { return -1 }
  let input = UnsafeRawBufferPointer(start: start, count: count)
  let text = Exercise.text(of: input, anchors: scanner.index.anchors)
  let path = RepositoryPath(count % 2 == 0 ? "a.py" : ".env")
  do {
    let findings = try scanner.scan(text, path: path)
    // All that is found is hidden.
    let hidden = try scanner.masked(text, path: path)
    for finding in findings {
      guard let range = finding.range else { continue }
      precondition(range.line >= 1 && hidden != nil)
    }
    var stream = SecretStream(scanner: scanner, path: path, windowSize: 512, contextSize: 200)
    try text.withUnsafeBufferPointer { (text) throws(SecretScanningError) in
      try stream.append(UnsafeRawBufferPointer(text))
    }
    _ = try stream.finish()
  } catch {
    // An error is an answer; a crash or no end is not.
  }
  return 0
}

private enum Exercise {
  static let scanner = Result { () throws(SecretScanningError) in try SecretScanner() }

  static func text(of input: UnsafeRawBufferPointer, anchors: [Anchor]) -> [UInt8] {
    var text: [UInt8] = []
    var offset = 0
    while offset < input.count {
      if input[offset] >= 0xf5, offset + 2 < input.count {
        let number = Int(input[offset + 1]) << 8 | Int(input[offset + 2])
        text += anchors[number % anchors.count].bytes
        offset += 3
      } else {
        text.append(input[offset])
        offset += 1
      }
    }
    return text
  }
}
