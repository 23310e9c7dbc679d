// The desk's drawings and keys. Pages are whole without them; see docs/desk.md.
import { DeskExplore, followQueries } from "./explore.js";
import { followArchive } from "./fresh.js";
import { DeskHistory } from "./history.js";
import { followKeys } from "./keys.js";
import { DeskMap } from "./map.js";
import { DeskMatrix } from "./matrix.js";
import { DeskReader } from "./reader.js";
import { DeskReview } from "./review.js";
import { DeskSpark } from "./spark.js";
import { followSuggestions } from "./suggest.js";
import { DeskTimeline } from "./timeline.js";
import { followHistory } from "./visit.js";

customElements.define("desk-explore", DeskExplore);
customElements.define("desk-timeline", DeskTimeline);
customElements.define("desk-map", DeskMap);
customElements.define("desk-matrix", DeskMatrix);
customElements.define("desk-spark", DeskSpark);
customElements.define("desk-history", DeskHistory);
customElements.define("desk-reader", DeskReader);
customElements.define("desk-review", DeskReview);
followQueries();
followHistory();
followKeys();
followSuggestions();
followArchive();
