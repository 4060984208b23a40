/// Places in groups, in two flat arrays.
struct PlaceLists: Sendable {
  private let starts: [Int32]
  private let places: [Int32]

  /// - Parameters:
  ///   - groups: the group of each place.
  ///   - count: how many groups there are.
  init(_ groups: [Int32], count: Int) {
    var starts = [Int32](repeating: 0, count: count + 1)
    for group in groups { starts[Int(group) + 1] += 1 }
    for group in 0..<count { starts[group + 1] += starts[group] }
    var next = starts
    var places = [Int32](repeating: 0, count: groups.count)
    for (place, group) in groups.enumerated() {
      places[Int(next[Int(group)])] = Int32(place)
      next[Int(group)] += 1
    }
    self.starts = starts
    self.places = places
  }

  /// The places of a group, in ascending order.
  subscript(group: Int) -> ArraySlice<Int32> { places[Int(starts[group])..<Int(starts[group + 1])] }
}
