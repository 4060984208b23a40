/// What bytes are in encoded text, as tables: a run is looked at letter by letter.
enum Alphabet {
  /// What a letter of base64 stands for, in six bits; 0 for other bytes.
  static let base64Values: [UInt8] = (UInt8.min...UInt8.max).map { Base64.value(of: $0) ?? 0 }

  /// What a digit of hexadecimal stands for, in four bits; 0 for other bytes.
  static let hexadecimalValues: [UInt8] = (UInt8.min...UInt8.max).map { ASCII.hexValue(of: $0) ?? 0 }
}
