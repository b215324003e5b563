// Draws the operations of the API. A file of its own, as the content policy allows no script in the page.
"use strict";

const operations = document.getElementById("operations");
SwaggerUIBundle({
  url: operations.dataset.description,
  domNode: operations,
  deepLinking: true,
  docExpansion: "list",
  defaultModelsExpandDepth: 0,
  tryItOutEnabled: true,
});
