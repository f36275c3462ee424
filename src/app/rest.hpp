#pragma once
// What a server needs only to start.

namespace xinglin::app {

/// Gives back the pages that the start needed: free ones of the heap, and those of the code, which the system keeps in its cache
/// and maps again where it is called. Most of what a server at rest would hold is code that ran once.
void rest_after_start();

}  // namespace xinglin::app
