"""Offer the index to llama-index: as embedding model, vector store and retriever.

Importing this package loads llama-index, which takes about a second; nothing else here does.
"""

from index.llama.embedding import ItemEmbedding
from index.llama.nodes import node_of
from index.llama.retriever import ItemRetriever
from index.llama.store import ItemVectorStore

__all__ = ["ItemEmbedding", "ItemRetriever", "ItemVectorStore", "node_of"]
