"""The record -> relations: what does the record say?"""
