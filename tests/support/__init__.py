"""What tests share: servers, archives, pages, and the drawn house."""
